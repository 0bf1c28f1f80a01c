/**
 * The PBX's own ledger: the channel event log that Asterisk writes to PostgreSQL by itself. What it says of a call becomes one fact
 * ({@link io.tandem.callstate.ledger.CallLog}), and all of it is held against what was kept here
 * ({@link io.tandem.callstate.ledger.Audit}). Pure; the subpackages read the tables and answer REST.
 */
@NullMarked
package io.tandem.callstate.ledger;

import org.jspecify.annotations.NullMarked;
