/** PBXs and drains in {@code tandem.directory}. */
@NullMarked
package io.tandem.amigateway.entry.stream;

import org.jspecify.annotations.NullMarked;
