/** Trunks in PostgreSQL. */
@NullMarked
package io.tandem.campaign.trunk.store;

import org.jspecify.annotations.NullMarked;
