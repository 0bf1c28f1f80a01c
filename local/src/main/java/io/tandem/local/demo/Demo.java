package io.tandem.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.local.api.Api;
import io.tandem.local.api.EventStream;
import io.tandem.local.suite.SuiteException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Twenty contacts, three agents, a carrier that does everything a telephone network does. One thread. */
public final class Demo {

    private static final List<String> AGENTS = List.of("1001", "1002", "1003");
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final Duration TALK = Duration.ofSeconds(3);
    private static final Duration CARRIER_WRITES = Duration.ofSeconds(10);

    private final Api api;
    private final Path carrierCalls;
    private final PrintStream out;
    private final Screen screen;

    /** What each number's call is doing. */
    private final Map<String, String> live = new HashMap<>();

    /** Calls that the agent will hang up, and when. */
    private final Map<String, Instant> hangUps = new HashMap<>();

    public Demo(Api api, Path carrierCalls, PrintStream out, boolean isTerminal) {
        this.api = api;
        this.carrierCalls = carrierCalls;
        this.out = out;
        this.screen = new Screen(out, isTerminal);
    }

    /** Exit status: 0 when every contact has a final outcome and the carrier agrees. */
    public int run() {
        AGENTS.forEach(this::logIn);
        var begin = Instant.now();
        try (var events = api.events("")) {
            var campaign = start();
            var rows = watch(campaign, events, begin);
            var records = records(rows, begin.toEpochMilli() / 1000.0);
            return conclude(Comparison.of(rows, records), Duration.between(begin, Instant.now()));
        }
    }

    private void logIn(String agent) {
        var path = "/presence/" + agent + "/login";
        var end = Instant.now().plusSeconds(15);
        var answer = api.post(path, Map.of("mode", "on-demand"));
        while (!answer.isOk() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(REFRESH.toNanos()); // the directory may not have reached call-state-service
            answer = api.post(path, Map.of("mode", "on-demand"));
        }
        answer.orThrow();
    }

    private String start() {
        var campaign = api.post(
                        "/campaigns",
                        Map.of(
                                "name",
                                "Demo " + Instant.now(),
                                "mode",
                                "progressive",
                                "maxConcurrent",
                                AGENTS.size(),
                                "agents",
                                AGENTS,
                                "trunks",
                                List.of("carrier"),
                                "ringTimeoutSeconds",
                                8,
                                "retry",
                                List.of(Map.of("outcome", "BUSY", "afterSeconds", 2, "times", 1))))
                .orThrow()
                .path("id")
                .asText();
        var contacts = DemoContact.all();
        var imported = api.postCsv("/campaigns/" + campaign + "/contacts", DemoContact.csv(contacts))
                .orThrow();
        if (imported.path("imported").asInt() != contacts.size()) {
            throw new SuiteException("of " + contacts.size() + " contacts the import took only " + imported);
        }
        api.post("/campaigns/" + campaign + "/start").orThrow();
        return campaign;
    }

    private List<Row> watch(String campaign, EventStream events, Instant begin) {
        while (true) {
            var until = Instant.now().plus(REFRESH);
            while (Instant.now().isBefore(until)) {
                events.next(Duration.between(Instant.now(), until)).ifPresent(event -> note(event, campaign));
            }
            hangUpWhatIsDue();
            var rows = rows(campaign);
            var elapsed = Duration.between(begin, Instant.now());
            screen.show(DemoTable.live(rows, title(rows, elapsed)));
            if (rows.stream().allMatch(Row::isFinal) || elapsed.compareTo(LIMIT) > 0) {
                return rows;
            }
        }
    }

    private void note(JsonNode event, String campaign) {
        var data = event.path("data");
        var call = data.path("call");
        if (!call.path("campaignId").asText().equals(campaign)) {
            return;
        }
        var number = call.path("to").asText();
        var isEnd = event.path("type").asText().equals("call.ended");
        live.put(number, isEnd ? "" : event.path("type").asText().replaceFirst("^call\\.", ""));
        if (event.path("type").asText().equals("call.connected") && number.equals(DemoContact.STAYS)) {
            hangUps.put(data.path("callId").asText(), Instant.now().plus(TALK));
        }
    }

    private void hangUpWhatIsDue() {
        for (var callId : List.copyOf(hangUps.keySet())) {
            if (Instant.now().isAfter(hangUps.get(callId))) {
                hangUps.remove(callId);
                api.post("/calls/" + callId + "/hangup").orThrow();
            }
        }
    }

    private List<Row> rows(String campaign) {
        var rows = new ArrayList<Row>();
        api.get("/campaigns/" + campaign + "/contacts?limit=100")
                .orThrow()
                .path("items")
                .forEach(contact -> rows.add(
                        Row.of(contact, live.getOrDefault(contact.path("number").asText(), ""))));
        return List.copyOf(rows);
    }

    /** The carrier writes a call down when it has ended, a moment after. */
    private List<CarrierRecord> records(List<Row> rows, double begin) {
        var attempts = rows.stream().mapToInt(Row::attempts).sum();
        var end = Instant.now().plus(CARRIER_WRITES);
        var numbers = rows.stream().map(Row::number).toList();
        while (true) {
            var records = CarrierRecord.since(begin, carrierCalls).stream()
                    .filter(record -> numbers.contains(record.number()))
                    .toList();
            if (records.size() >= attempts || Instant.now().isAfter(end)) {
                return records;
            }
            LockSupport.parkNanos(REFRESH.toNanos());
        }
    }

    private int conclude(List<Comparison> comparisons, Duration took) {
        out.println();
        DemoTable.compared(comparisons).forEach(out::println);
        out.println();
        var rows = comparisons.stream().map(Comparison::row).toList();
        var agreeing = comparisons.stream().filter(Comparison::agrees).count();
        out.printf(
                Locale.ROOT,
                "%d contacts in %.0f s: %s.%n",
                rows.size(),
                took.toMillis() / 1000.0,
                DemoTable.outcomes(rows));
        out.printf("The carrier agrees about %d of %d.%n", agreeing, comparisons.size());
        return agreeing == comparisons.size() && !comparisons.isEmpty() ? 0 : 1;
    }

    private static String title(List<Row> rows, Duration elapsed) {
        var done = rows.stream().filter(Row::isFinal).count();
        return "Campaign: " + done + " of " + rows.size() + " done, " + elapsed.toSeconds() + " s";
    }
}
