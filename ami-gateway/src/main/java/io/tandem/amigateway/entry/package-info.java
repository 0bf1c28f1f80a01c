/**
 * Which PBXs there are: from the configuration, a file and the directory, and what has changed when one of them has. Pure.
 */
@NullMarked
package io.tandem.amigateway.entry;

import org.jspecify.annotations.NullMarked;
