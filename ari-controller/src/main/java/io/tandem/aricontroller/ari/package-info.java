/** ARI over HTTP and WebSocket: requests, events, and the shards' connections. One Vert.x context carries all of one PBX. */
@NullMarked
package io.tandem.aricontroller.ari;

import org.jspecify.annotations.NullMarked;
