package io.tandem.callstate.call.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom to call into a call: exactly one of these. */
public record Destination(
        @Nullable String agentId,
        @Nullable String number,
        @Nullable String queueId,
        @Nullable String menuId) {

    @JsonIgnore
    @AssertTrue(message = "is exactly one of agentId, number, queueId and menuId")
    public boolean isOne() {
        return Stream.of(agentId, number, queueId, menuId)
                        .filter(Objects::nonNull)
                        .count()
                == 1;
    }
}
