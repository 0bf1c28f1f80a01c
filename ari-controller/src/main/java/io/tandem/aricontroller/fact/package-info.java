/** What ARI says, and which facts about a call that is. Pure: no JSON, no socket, no clock. */
@NullMarked
package io.tandem.aricontroller.fact;

import org.jspecify.annotations.NullMarked;
