package io.tandem.callstate.screening;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that came in.
 *
 * @param did E.164
 * @param caller E.164; null where the number is withheld, or is none
 * @param inTheLastMinute how often this caller called this number within a minute, this call included
 */
public record Arrival(String did, @Nullable String caller, int inTheLastMinute, Instant at) {}
