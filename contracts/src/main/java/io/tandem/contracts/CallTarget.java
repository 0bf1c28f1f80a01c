package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A leg of a call and who is at its end.
 *
 * @param legId as in the call's {@code legs}: {@code agent}, {@code agent.<n>}, {@code party.<n>}
 * @param agentId null where it is not an agent
 * @param number in E.164; null where it is an agent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CallTarget(
        String legId, @Nullable String agentId, @Nullable String number) {}
