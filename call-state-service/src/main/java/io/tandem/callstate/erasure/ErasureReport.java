package io.tandem.callstate.erasure;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param pseudonym what stands in the number's place now
 * @param doneAt none while calls with the person live, or have just ended; the number is known here until then
 * @param living how many such calls there were when it was last looked
 * @param erased how many things were changed or deleted, by kind
 * @param kept how many may still tell of the person and were left, by kind: for somebody to read
 */
public record ErasureReport(
        String erasureId,
        String tenant,
        String pseudonym,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant doneAt,
        int living,
        Map<String, Integer> erased,
        Map<String, Integer> kept) {

    public ErasureReport {
        erased = Map.copyOf(erased);
        kept = Map.copyOf(kept);
    }

    public boolean isDone() {
        return doneAt != null;
    }
}
