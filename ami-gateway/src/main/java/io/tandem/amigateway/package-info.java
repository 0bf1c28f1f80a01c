/**
 * AMI connections to Kafka and back. {@code link} keeps a session alive, {@code fact} turns what a PBX says into facts, {@code action}
 * turns commands into actions, {@code pbx} puts the three together for one PBX.
 */
@NullMarked
package io.tandem.amigateway;

import org.jspecify.annotations.NullMarked;
