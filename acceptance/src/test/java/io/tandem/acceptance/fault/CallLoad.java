package io.tandem.acceptance.fault;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Asks for a call at a steady rate as a campaign does, through Kafka: whether anybody is there to read it or not. */
final class CallLoad implements AutoCloseable {

    private static final int FIRST_AGENT = 1100;
    private static final int AGENTS = 100;
    /** The PBX tells some 25 facts of a call. */
    private static final Duration EVERY = Duration.ofMillis(500);

    private static final String REQUESTS = "tandem.calls.requests";
    private static final Duration EXPIRY = Duration.ofMinutes(2);
    private static final String BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME = 10;
    private static final int RANDOM = 16;

    private final KafkaProducer<String, String> kafka;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Thread asking;
    private volatile boolean closed;

    CallLoad(Suite suite) {
        suite.agents(FIRST_AGENT, AGENTS);
        kafka = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + suite.part("kafka").ports().getFirst()),
                new StringSerializer(),
                new StringSerializer());
        asking = Thread.ofVirtual().name("call-load").start(this::ask);
    }

    /** The calls that were asked for, so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void ask() {
        long due = System.nanoTime();
        for (int i = 0; !closed; i++, due += EVERY.toNanos()) {
            Await.reaching(due);
            var callId = ulid();
            var _ = kafka.send(
                    new ProducerRecord<>(REQUESTS, callId, request(callId, FIRST_AGENT + i % AGENTS, 1 + i % 6)));
            asked.add(callId);
        }
    }

    private static String request(String callId, int agent, int seconds) {
        return """
                {"type":"call.request.v1","callId":"%s","tenant":"acme","expiresAt":"%s","agentId":"%d","to":"%s",\
                "ringTimeout":"PT20S","metadata":{}}""".formatted(callId, Instant.now().plus(EXPIRY), agent, Calls.hangsUpAfter(seconds));
    }

    private static String ulid() {
        var random = ThreadLocalRandom.current();
        var id = new StringBuilder();
        long now = System.currentTimeMillis();
        for (int i = TIME - 1; i >= 0; i--) {
            id.append(BASE_32.charAt((int) (now >> 5 * i & 31)));
        }
        for (int i = 0; i < RANDOM; i++) {
            id.append(BASE_32.charAt(random.nextInt(BASE_32.length())));
        }
        return id.toString();
    }

    /** Kafka has every request when this returns. */
    @Override
    public void close() {
        closed = true;
        try {
            asking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kafka.close();
    }
}
