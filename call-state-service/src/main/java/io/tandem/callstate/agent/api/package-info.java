/** The presence API of CONTRACT. */
@NullMarked
package io.tandem.callstate.agent.api;

import org.jspecify.annotations.NullMarked;
