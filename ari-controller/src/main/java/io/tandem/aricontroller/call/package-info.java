/**
 * What a live call needs of the PBX: straight-line procedures on one virtual thread per call, reading a mailbox of what ARI said and
 * what was ordered. Knows the PBX by the port {@link io.tandem.aricontroller.call.Pbx} only; no HTTP, no Kafka, no framework.
 */
@NullMarked
package io.tandem.aricontroller.call;

import org.jspecify.annotations.NullMarked;
