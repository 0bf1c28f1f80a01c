package io.tandem.callstate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallRequest;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.call.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The topics as a test sees them: what it puts in, and what the service said of one call. */
@ApplicationScoped
public class Bus {

    private static final Duration LOOKED_EVERY = Duration.ofMillis(25);

    private final InMemoryConnector connector;
    private final Wire wire;
    private final AtomicLong offsets = new AtomicLong();
    private final Map<String, List<Object>> read = new ConcurrentHashMap<>();

    /** Whoever waits for something looks at once, and often: there are thousands of such waits, and most are over in no time. */
    Bus(@Any InMemoryConnector connector, Wire wire) {
        this.connector = connector;
        this.wire = wire;
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(LOOKED_EVERY);
    }

    public long fact(PbxFact fact) {
        long offset = offsets.getAndIncrement();
        fact(fact, offset);
        return offset;
    }

    public void fact(PbxFact fact, long offset) {
        var key = fact instanceof PbxFact.CallFact c ? c.callId() : fact.pbxId();
        var channel = fact instanceof PbxFact.LinkAlive ? "links" : "facts";
        put(channel, Topics.of(fact), key, wire.write(fact), offset);
    }

    public void facts(PbxFact... facts) {
        for (var fact : facts) {
            fact(fact);
        }
    }

    public void request(CallRequest request) {
        put("requests", Topics.CALL_REQUESTS, request.callId(), wire.write(request), offsets.getAndIncrement());
    }

    public void directory(String key, DirectoryEntry entry) {
        put("directory", Topics.DIRECTORY, key, wire.write(entry), offsets.getAndIncrement());
    }

    /** One more agent, of the team "night". */
    public void agent(String tenant, String id) {
        directory(
                "agent:" + tenant + ":" + id,
                new DirectoryEntry.Agent(
                        tenant, id, 1, "Agent " + id, "PJSIP/1001@phones", List.of(), List.of("night")));
    }

    /** Agents agent-1 to agent-9, and a trunk to Great Britain. */
    public void usualDirectory() {
        for (var tenant : List.of("acme", "globex")) {
            for (int i = 1; i <= 9; i++) {
                var id = "agent-" + i;
                directory(
                        "agent:" + tenant + ":" + id,
                        new DirectoryEntry.Agent(
                                tenant, id, 1, "Agent " + i, "PJSIP/100" + i + "@phones", List.of(), List.of()));
            }
            directory(
                    "trunk:" + tenant + ":carrier",
                    new DirectoryEntry.Trunk(
                            tenant, "carrier", 1, "Carrier", "carrier", List.of("+44"), false, 1, true, null));
        }
    }

    public void bothLinksAlive() {
        fact(new PbxFact.LinkAlive("pbx-1", FactSource.AMI, Instant.now(), null, null, null));
        fact(new PbxFact.LinkAlive("pbx-1", FactSource.ARI, Instant.now(), "tandem-0-1", 0, 2));
        fact(new PbxFact.LinkAlive("pbx-1", FactSource.ARI, Instant.now(), "tandem-1-1", 1, 2));
    }

    /** Both parties of a call that was asked for come, and talk. */
    public void connect(String callId) {
        var ami = Facts.of(callId).ami().agent();
        var ari = Facts.of(callId).ari();
        facts(
                ami.created(),
                ami.answered(),
                ami.joinedTheRoom(),
                ari.agent().controlled("tandem-0-1"),
                ari.agent().enteredTheBridge(),
                ari.customer().created(),
                ari.customer().answered(),
                ari.customer().enteredTheBridge());
        await().untilAsserted(() -> assertThat(told(callId)).contains("Connected"));
    }

    private void put(String channel, String topic, String key, String body, long offset) {
        var record = new ConsumerRecord<>(topic, 0, offset, key, body);
        connector
                .source(channel)
                .send(Message.of(body).addMetadata(new IncomingKafkaRecordMetadata<>(record, channel)));
    }

    public List<CallEvent> events(String callId) {
        return read("calls", CallEvent.class).stream()
                .filter(e -> e.callId().equals(callId))
                .toList();
    }

    public List<String> told(String callId) {
        return events(callId).stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    public List<AmiCommand> ami(String callId) {
        return read("ami-commands", AmiCommand.class).stream()
                .filter(c -> c.callId().equals(callId))
                .toList();
    }

    public List<AriCommand> ari(String callId) {
        return read("ari-commands", AriCommand.class).stream()
                .filter(c -> c.callId().equals(callId))
                .toList();
    }

    /** The phones of agents who wait that were called, in their order. */
    public List<AriCommand> desks() {
        return read("ari-commands", AriCommand.class).stream()
                .filter(c -> c instanceof AriCommand.OriginateAgent o
                        && o.channelId().endsWith(".desk"))
                .toList();
    }

    /** What was told of the tenant's agents. */
    public List<AgentEvent.PresenceChanged> presences(String tenant) {
        return read("agents", AgentEvent.class).stream()
                .map(AgentEvent.PresenceChanged.class::cast)
                .filter(e -> e.tenant().equals(tenant))
                .toList();
    }

    /** The CloudEvents ids of {@link #presences}. */
    @SuppressWarnings("rawtypes")
    public List<String> idsOfPresences(String tenant) {
        return connector.<String>sink("agents").received().stream()
                .map(m -> new String(
                        m.getMetadata(OutgoingKafkaRecordMetadata.class)
                                .orElseThrow()
                                .getHeaders()
                                .lastHeader("ce_id")
                                .value(),
                        UTF_8))
                .filter(id -> id.startsWith(tenant + "/"))
                .toList();
    }

    /** As the agents' topic gives it to whoever keeps the history. */
    public void agentHistory(AgentEvent event) {
        connector.<String>source("agent-history").send(wire.write(event));
    }

    public void agentHistoryRaw(String record) {
        connector.<String>source("agent-history").send(record);
    }

    /** Time limits that the service told itself; a test that wants them to count puts them in. */
    public List<PbxFact> ownFacts(String callId) {
        return read("facts-out", PbxFact.class).stream()
                .filter(f -> f instanceof PbxFact.CallFact c && c.callId().equals(callId))
                .toList();
    }

    /** Each message is parsed once, however often it is asked for: thousands come together, and nothing takes one away. */
    private <T> List<T> read(String channel, Class<T> type) {
        var known = read.computeIfAbsent(channel, _ -> new CopyOnWriteArrayList<>());
        synchronized (known) {
            var received = connector.<String>sink(channel).received();
            known.addAll(received.subList(known.size(), received.size()).stream()
                    .map(m -> wire.read(m.getPayload(), type))
                    .toList());
        }
        return known.stream().map(type::cast).toList();
    }
}
