/** The PBXs of the configuration. */
@NullMarked
package io.tandem.amigateway.entry.config;

import org.jspecify.annotations.NullMarked;
