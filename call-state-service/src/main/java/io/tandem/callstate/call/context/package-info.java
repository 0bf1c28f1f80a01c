/** What people and programs know of a conversation, kept beside the live call and handed from one to the next (ADR-0016). */
@NullMarked
package io.tandem.callstate.call.context;

import org.jspecify.annotations.NullMarked;
