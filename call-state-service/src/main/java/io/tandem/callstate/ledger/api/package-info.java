/** REST: {@code /audit}. */
@NullMarked
package io.tandem.callstate.ledger.api;

import org.jspecify.annotations.NullMarked;
