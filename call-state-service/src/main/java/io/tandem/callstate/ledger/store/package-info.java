/** The ledger and the chronicle in PostgreSQL. */
@NullMarked
package io.tandem.callstate.ledger.store;

import org.jspecify.annotations.NullMarked;
