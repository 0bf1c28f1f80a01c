/**
 * The Asterisk Manager Interface on the wire, and nothing else: bytes become messages ({@link io.tandem.ami.AmiDecoder}), actions
 * become bytes ({@link io.tandem.ami.AmiAction}). No sockets, no threads, no clock, and no meaning: what an event says about a call is decided
 * elsewhere. The JDK only.
 */
@NullMarked
package io.tandem.ami;

import org.jspecify.annotations.NullMarked;
