/** The erasure of a person's number on request (ADR-0019): who keeps something of it says so here, and takes it out. */
@NullMarked
package io.tandem.callstate.erasure;

import org.jspecify.annotations.NullMarked;
