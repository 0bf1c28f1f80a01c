/** What a PBX says about calls of ours, as facts: pure functions of one message. {@code stream} publishes them. */
@NullMarked
package io.tandem.amigateway.fact;

import org.jspecify.annotations.NullMarked;
