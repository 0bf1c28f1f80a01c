/** Asks one session with a PBX for the lists of a snapshot and holds facts back until they are merged. */
@NullMarked
package io.tandem.amigateway.snapshot.take;

import org.jspecify.annotations.NullMarked;
