package io.tandem.acceptance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events of an {@link AmiLoad} that carry their number into Kafka, so that each can be asked after. */
final class Numbered {

    /** An event that the gateway makes a fact of; nobody has the call, so nothing follows. */
    static String event(int number) {
        return String.format(
                Locale.ROOT, "UserEvent: TandemHandoffFailed\r\nUniqueid: %026d.agent\r\nApp: load\r\n", number);
    }

    /** The numbers that came through. */
    static Set<Integer> in(List<JsonNode> facts) {
        return facts.stream()
                .filter(f -> "pbx.hand-off-failed.v1".equals(f.path("type").asText()))
                .map(f -> f.path("callId").asText())
                .filter(callId -> callId.matches("0{16}\\d{10}"))
                .map(callId -> Integer.valueOf(callId.substring(16)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the load's events that were numbered and did not come through. */
    static List<Integer> missing(List<JsonNode> facts, AmiLoad load, IntPredicate isNumbered) {
        var came = in(facts);
        return IntStream.range(0, load.sent())
                .filter(isNumbered)
                .filter(n -> !came.contains(n))
                .boxed()
                .toList();
    }

    /** Each came through, or was told in a time of which a gap says that nobody can have heard it. Once the load is closed. */
    static boolean areAccountedFor(List<JsonNode> facts, AmiLoad load, IntPredicate isNumbered) {
        var gaps = Gap.in(facts);
        return missing(facts, load, isNumbered).stream().map(load::sentAt).allMatch(at -> gaps.stream()
                .anyMatch(gap -> gap.covers(at, at)));
    }

    private Numbered() {}
}
