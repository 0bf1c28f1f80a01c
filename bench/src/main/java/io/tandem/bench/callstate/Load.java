package io.tandem.bench.callstate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks for calls as a campaign does, and tells of each what the story tells, as soon as it is granted. Both links of the PBX live. Who
 * asks waits while too many calls are under way, so that the service is never asked for more than it takes.
 */
final class Load implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final long LONGEST_MS = 600_000;

    private final Story story = Story.read();
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final Thread reader;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final Map<String, Stage> underWay = new ConcurrentHashMap<>();
    private final Map<String, Long> stamps = new ConcurrentHashMap<>();
    private final Histogram ages = new ConcurrentHistogram(LONGEST_MS, 3);
    private final LongAdder told = new LongAdder();
    private final LongAdder odd = new LongAdder();
    private final int agents;
    private int asked;
    private volatile Semaphore room = new Semaphore(0);
    private volatile boolean closed;

    /** How far a call is to be told now, and how long the story pauses between two facts. */
    private record Stage(int upTo, Duration gap) {}

    Load(Backing backing, int agents) {
        this.agents = agents;
        var servers = Map.<String, Object>of("bootstrap.servers", backing.kafka(), "enable.auto.commit", false);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", backing.kafka(), "linger.ms", 1),
                new StringSerializer(),
                new StringSerializer());
        consumer = new KafkaConsumer<>(servers, new StringDeserializer(), new StringDeserializer());
        var partitions = consumer.partitionsFor(Backing.EVENTS).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().daemon().name("events").start(this::read);
        var _ = clock.scheduleAtFixedRate(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
        directory();
    }

    int factsOfACall() {
        return story.size();
    }

    /** Facts so far. */
    long told() {
        return told.sum();
    }

    /** Calls that ended otherwise than they should; a benchmark of those says nothing. */
    long odd() {
        return odd.sum();
    }

    /** Milliseconds from a fact's being in Kafka to that of the event which it caused; from now on. */
    Histogram ages() {
        return ages;
    }

    /** So many whole calls, {@code atOnce} of them at a time; returns when all have ended. */
    void calls(int count, int atOnce) {
        run(count, atOnce, new Stage(story.size(), Duration.ZERO), Duration.ZERO);
    }

    /** One call each {@code every}, its facts {@code gap} apart. */
    void paced(int count, Duration every, Duration gap) {
        run(count, agents, new Stage(story.size(), gap), every);
    }

    /** Calls that are left talking. */
    List<String> connected(int count, int atOnce) {
        return run(count, atOnce, new Stage(story.connected(), Duration.ZERO), Duration.ZERO);
    }

    /** The rest of the story of those. */
    void end(List<String> callIds, int atOnce) {
        room = new Semaphore(atOnce);
        for (var callId : callIds) {
            take();
            underWay.put(callId, new Stage(story.size(), Duration.ZERO));
            clock.execute(() -> tell(callId, story.connected(), new Stage(story.size(), Duration.ZERO)));
        }
        awaitAll(atOnce);
    }

    private List<String> run(int count, int atOnce, Stage stage, Duration every) {
        var callIds = new ArrayList<String>();
        room = new Semaphore(atOnce);
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            for (long left = begun + i * every.toNanos() - System.nanoTime();
                    left > 0;
                    left = begun + i * every.toNanos() - System.nanoTime()) {
                java.util.concurrent.locks.LockSupport.parkNanos(left);
            }
            take();
            var callId = UlidCreator.getMonotonicUlid().toString();
            underWay.put(callId, stage);
            callIds.add(callId);
            request(callId);
        }
        awaitAll(atOnce);
        return callIds;
    }

    private void take() {
        try {
            if (!room.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(underWay.size() + " calls came to no end, such as "
                        + underWay.keySet().stream().findFirst().orElse(""));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitAll(int atOnce) {
        for (int i = 0; i < atOnce; i++) {
            take();
        }
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::heard);
            }
        }
    }

    private void heard(ConsumerRecord<String, String> event) {
        var callId = event.key();
        var stage = underWay.get(callId);
        if (stage == null) {
            return;
        }
        var body = parse(event.value());
        var type = body.path("type").asText().replaceFirst("[.]v\\d+$", "");
        switch (type) {
            case "call.requested" -> clock.execute(() -> tell(callId, 0, stage));
            case "call.ended" ->
                over(callId, "ANSWERED".equals(body.path("call").path("outcome").asText()));
            case "call.degraded" -> odd.increment();
            default -> {
                met(callId, type, event.timestamp(), true);
                if (type.equals("call.connected") && stage.upTo() < story.size()) {
                    over(callId, true);
                }
            }
        }
    }

    private void over(String callId, boolean asItShould) {
        if (!asItShould) {
            odd.increment();
        }
        underWay.remove(callId);
        room.release();
    }

    private void tell(String callId, int place, Stage stage) {
        if (place == stage.upTo()) {
            return;
        }
        if (stage.gap().isZero()) {
            for (int i = place; i < stage.upTo(); i++) {
                tell(callId, i);
            }
            return;
        }
        tell(callId, place);
        var _ = clock.schedule(() -> tell(callId, place + 1, stage), stage.gap().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tell(String callId, int place) {
        var event = story.eventOf(place);
        told.increment();
        var _ = producer.send(
                new ProducerRecord<>(Backing.FACTS, callId, story.fact(place, callId)),
                (taken, failure) -> event.filter(_ -> failure == null)
                        .ifPresent(type -> met(callId, type, taken.timestamp(), false)));
    }

    /** Of a fact and its event, whichever is known later measures both. */
    private void met(String callId, String type, long at, boolean isEvent) {
        var key = callId + type;
        var other = stamps.putIfAbsent(key, at);
        if (other != null) {
            ages.recordValue(Math.max(0, isEvent ? at - other : other - at));
            stamps.remove(key);
        }
    }

    private void request(String callId) {
        put("tandem.calls.requests", callId, """
                {"type":"call.request.v1","callId":"%s","tenant":"acme","expiresAt":"%s","agentId":"agent-%d",\
                "to":"+442079460000","ringTimeout":"PT45S","metadata":{}}""".formatted(callId, Instant.now().plusSeconds(60), asked++ % agents));
    }

    private void directory() {
        put("tandem.directory", "trunk:acme:carrier", """
                {"type":"directory.trunk.v1","tenant":"acme","id":"carrier","version":1,"name":"Carrier","endpoint":"carrier",\
                "prefixes":["+44"],"premiumAllowed":false,"cost":1,"enabled":true}""");
        for (int i = 0; i < agents; i++) {
            put("tandem.directory", "agent:acme:agent-" + i, """
                    {"type":"directory.agent.v1","tenant":"acme","id":"agent-%d","version":1,"name":"Agent",\
                    "endpoint":"PJSIP/1001@phones","skills":[],"teams":[]}""".formatted(i));
        }
        producer.flush();
    }

    private void beat() {
        put(Backing.LINKS, "pbx-1", """
                {"type":"pbx.link-alive.v1","pbxId":"pbx-1","source":"AMI","at":"%s"}""".formatted(Instant.now()));
        for (int shard = 0; shard < 2; shard++) {
            put(Backing.LINKS, "pbx-1", String.format(Locale.ROOT, """
                    {"type":"pbx.link-alive.v1","pbxId":"pbx-1","source":"ARI","at":"%s","application":"tandem-%d-1",\
                    "shard":%d,"shards":2}""", Instant.now(), shard, shard));
        }
    }

    private void put(String topic, String key, String json) {
        var _ = producer.send(new ProducerRecord<>(topic, key, json));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        producer.close();
    }
}
