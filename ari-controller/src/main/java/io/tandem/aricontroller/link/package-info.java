/** What a shard's connection to ARI does next, and what its application is called. Pure: no socket, no timer, no clock. */
@NullMarked
package io.tandem.aricontroller.link;

import org.jspecify.annotations.NullMarked;
