/**
 * What a call is and how it goes on. {@link io.tandem.callstate.call.CallMachine} is a pure function: evidence from AMI and ARI is
 * merged so that neither order, repetition nor delay matters, and what to do next follows from the phase and the evidence alone.
 * No clock, no I/O, no framework; the subpackages store, stream, keep and show what is decided here.
 */
@NullMarked
package io.tandem.callstate.call;

import org.jspecify.annotations.NullMarked;
