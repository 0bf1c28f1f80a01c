/** Requests for erasure in PostgreSQL, and the work that they ask for. */
@NullMarked
package io.tandem.callstate.erasure.store;

import org.jspecify.annotations.NullMarked;
