/** What a PBX says about calls of ours, as facts: pure functions of a message and of which channels are calls of ours. {@code stream} publishes them. */
@NullMarked
package io.tandem.amigateway.fact;

import org.jspecify.annotations.NullMarked;
