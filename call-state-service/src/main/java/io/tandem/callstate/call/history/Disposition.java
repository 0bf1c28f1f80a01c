package io.tandem.callstate.call.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a call, as its agent says; the last word counts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Disposition(
        String code, @Nullable String note, @Nullable Instant callbackAt, Instant at) {}
