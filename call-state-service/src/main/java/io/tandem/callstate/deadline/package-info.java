/** Time limits that survive a restart: kept in Redis, told through the facts topic so that they are read after all that came before. */
@NullMarked
package io.tandem.callstate.deadline;

import org.jspecify.annotations.NullMarked;
