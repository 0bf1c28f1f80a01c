/** call-state-service: facts to the state of every call and agent, the calls API, history. */
@NullMarked
package io.tandem.callstate;

import org.jspecify.annotations.NullMarked;
