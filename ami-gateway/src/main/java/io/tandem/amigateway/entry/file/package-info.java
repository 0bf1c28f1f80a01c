/** The file of PBXs, read again and again. */
@NullMarked
package io.tandem.amigateway.entry.file;

import org.jspecify.annotations.NullMarked;
