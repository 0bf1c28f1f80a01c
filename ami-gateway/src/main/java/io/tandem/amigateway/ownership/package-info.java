/** Which PBXs belong to this replica: those whose commands it reads (ADR-0009). Pure. */
@NullMarked
package io.tandem.amigateway.ownership;

import org.jspecify.annotations.NullMarked;
