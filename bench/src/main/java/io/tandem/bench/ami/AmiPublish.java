package io.tandem.bench.ami;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.fact.AmiFactMapper;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.amigateway.fact.CdrMapper;
import io.tandem.bench.Benchmark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * From a socket to Kafka's acknowledgement by all replicas: the packaged gateway, and beside it a program that does nothing but forward,
 * each a process with the flags and the heap with which the suite runs its services, on the same broker in the same round. Measured from
 * outside: what the peer could write, and what the topic took, in the same seconds.
 *
 * <p>Two streams: the recorded mix, of which the gateway tells what are facts and passes over the rest; and those of its events that
 * are facts, where both have as many records to write.
 */
public final class AmiPublish implements Benchmark {

    private static final int EVENTS = 200_000;
    private static final int ROUNDS = Integer.getInteger("tandem.bench.rounds", 3);
    private static final int PACED_SECONDS = 6;

    @Override
    public String name() {
        return "ami-publish";
    }

    @Override
    public String about() {
        return "from an AMI socket to Kafka, acks=all: the gateway beside a bare harness, " + ROUNDS
                + " rounds, medians";
    }

    @Override
    public void run() {
        var facts = flood("each event a fact", EventStream.of(EVENTS, AmiPublish::isFact), Trial.Rates::records);
        flood("the recorded mix", EventStream.of(EVENTS, _ -> true), Trial.Rates::events);
        age((int) (median(facts.get(Forwarder.GATEWAY), Trial.Rates::events) / 2));
    }

    /** {@code figure}: what is compared. */
    private static Map<Forwarder, List<Trial.Rates>> flood(
            String what, EventStream stream, ToDoubleFunction<Trial.Rates> figure) {
        var rates = new EnumMap<Forwarder, List<Trial.Rates>>(Forwarder.class);
        for (int round = 0; round < ROUNDS; round++) {
            try (var broker = new Broker()) {
                for (var forwarder : Forwarder.values()) {
                    try (var trial = new Trial(forwarder, broker)) {
                        rates.computeIfAbsent(forwarder, _ -> new ArrayList<>()).add(trial.flood(stream));
                    }
                }
            }
        }
        print(what, stream, rates, figure);
        return rates;
    }

    private static void print(
            String what,
            EventStream stream,
            Map<Forwarder, List<Trial.Rates>> rates,
            ToDoubleFunction<Trial.Rates> figure) {
        System.out.printf(
                "%n%-36s %10s %10s %7s %12s %18s%n",
                "%s, %.0f bytes".formatted(what, 1e6 * stream.megabytes() / stream.events()),
                "events/s",
                "records/s",
                "share",
                "CPU µs/rec.",
                "gateway's share");
        double gateway = median(rates.get(Forwarder.GATEWAY), figure);
        rates.forEach((forwarder, all) -> {
            double events = median(all, Trial.Rates::events);
            double records = median(all, Trial.Rates::records);
            System.out.printf(
                    "%-36s %10.0f %10.0f %6.0f%% %12.1f %17.0f%%%n",
                    forwarder.text(),
                    events,
                    records,
                    100 * records / events,
                    median(all, Trial.Rates::cpuMicros),
                    100 * gateway / median(all, figure));
        });
    }

    private static void age(int eventsPerSecond) {
        var stream = EventStream.numbered(eventsPerSecond * PACED_SECONDS, AmiPublish::isFact);
        System.out.printf(
                "%nage at publish, ms, at %d events/s (each a fact)%n%-28s %10s %8s %8s %8s%n",
                eventsPerSecond, "", "records", "median", "p99", "most");
        for (var forwarder : Forwarder.values()) {
            try (var broker = new Broker();
                    var trial = new Trial(forwarder, broker)) {
                trial.flood(stream);
                var ages = trial.pace(stream, eventsPerSecond);
                System.out.printf(
                        "%-28s %10d %8d %8d %8d%n",
                        forwarder.text(), ages.records(), ages.median(), ages.p99(), ages.most());
            }
        }
    }

    private static double median(List<Trial.Rates> rounds, ToDoubleFunction<Trial.Rates> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The gateway makes a record of it, if it has not told the same before. */
    private static boolean isFact(String event) {
        var headers = AmiHeaders.of(event);
        var read = new AmiMessage.Event(headers.text("Event"), headers);
        var calls = new CallChannels("pbx-1", 1);
        return new AmiFactMapper("pbx-1", calls).fact(read, Instant.EPOCH).isPresent()
                || new CdrMapper("pbx-1", calls).fact(read, Instant.EPOCH).isPresent();
    }
}
