/** The PBX over REST, and for whoever asks how healthy this process is. */
@NullMarked
package io.tandem.amigateway.pbx.api;

import org.jspecify.annotations.NullMarked;
