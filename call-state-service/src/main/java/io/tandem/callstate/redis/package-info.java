/** Lua scripts on Redis 6.2: sent by their digest, in full only where Redis does not know them. */
@NullMarked
package io.tandem.callstate.redis;

import org.jspecify.annotations.NullMarked;
