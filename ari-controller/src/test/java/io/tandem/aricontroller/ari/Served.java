package io.tandem.aricontroller.ari;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tandem.aricontroller.AriControllerConfig;
import io.tandem.aricontroller.call.Signal;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.aricontroller.peer.ScriptedAri;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.MediaMode;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Screening;
import io.tandem.contracts.SuperviseMode;
import io.tandem.edge.id.Ulids;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One shard, its whole HTTP and WebSocket, a scripted peer, and one call's names. Short limits, so that tests are short. */
final class Served implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    final ScriptedAri asterisk;
    final KeptFacts facts = new KeptFacts();
    final AriShards shards;
    final List<PbxFact.CommandFact> outcomes = new CopyOnWriteArrayList<>();
    final String callId;
    final String agent;
    final String customer;
    final String bridge;
    final String supervisor;
    final String monitor;
    private final Vertx vertx = Vertx.vertx();

    Served() {
        this(new ScriptedAri());
    }

    /** @param asterisk closed with this */
    Served(ScriptedAri asterisk) {
        this(asterisk, Ulids.next(), Map.of());
    }

    Served(ScriptedAri asterisk, String callId, Map<String, String> properties) {
        this.asterisk = asterisk;
        this.shards = new AriShards(config(asterisk, properties), vertx, facts, new SimpleMeterRegistry());
        this.callId = callId;
        this.agent = callId + ".agent";
        this.customer = LegId.customerOf(callId);
        this.bridge = callId + ".bridge";
        this.supervisor = callId + ".supervisor.7";
        this.monitor = callId + ".monitor";
    }

    Served started() {
        shards.assign(List.of(0), 1);
        await().atMost(PATIENCE).until(() -> !facts.of(PbxFact.LinkAlive.class).isEmpty());
        return this;
    }

    /** The agent is in the bridge. */
    Served withAgent() {
        asterisk.handsOver(agent, application());
        await().atMost(PATIENCE).until(() -> asterisk.bridged(bridge).contains(agent));
        return this;
    }

    /** The customer's phone has been dialled and not yet answered. */
    Served withCustomerDialled() {
        order(dialCustomer("dial-1"));
        await().atMost(PATIENCE).until(() -> !outcomes.isEmpty());
        return this;
    }

    Served connected() {
        withAgent().withCustomerDialled();
        asterisk.answers(customer);
        await().atMost(PATIENCE).until(() -> asterisk.bridged(bridge).contains(customer));
        return this;
    }

    String application() {
        return shards.applications().get(0);
    }

    void order(AriCommand command) {
        shards.callsOf(command.callId()).orElseThrow().ordered(new Signal.Ordered(command, outcomes::add));
    }

    AriCommand.DialCustomer dialCustomer(String commandId) {
        return dialCustomer(commandId, null);
    }

    AriCommand.DialCustomer dialCustomer(String commandId, @Nullable Screening screening) {
        return new AriCommand.DialCustomer(
                commandId,
                callId,
                "pbx-1",
                soon(),
                customer,
                "PJSIP/+442079460003@carrier",
                "+442079460000",
                Duration.ofSeconds(1),
                screening);
    }

    AriCommand.OriginateAgent originateAgent() {
        return new AriCommand.OriginateAgent(
                "agent-1", callId, "pbx-1", soon(), agent, "PJSIP/1001@phones", "+442079460000", Duration.ofSeconds(1));
    }

    AriCommand.Hold hold(long order) {
        return new AriCommand.Hold("c" + order, callId, "pbx-1", soon(), customer, order);
    }

    AriCommand.Resume resume(long order) {
        return new AriCommand.Resume("c" + order, callId, "pbx-1", soon(), customer, order);
    }

    AriCommand.Supervise supervise(long order, SuperviseMode mode) {
        return new AriCommand.Supervise(
                "c" + order,
                callId,
                "pbx-1",
                soon(),
                supervisor,
                "PJSIP/1009@phones",
                mode,
                Duration.ofSeconds(1),
                order);
    }

    AriCommand.EndSupervision endSupervision(long order) {
        return new AriCommand.EndSupervision("c" + order, callId, "pbx-1", soon(), supervisor, order);
    }

    String recording() {
        return callId + "-1";
    }

    /** The agent gives the call to somebody at another phone, who is called in as {@code channelId}, the ninth of what is asked. */
    AriCommand transferTo(String channelId) {
        return new AriCommand.Transfer(
                "transfer",
                callId,
                "pbx-1",
                soon(),
                channelId,
                "PJSIP/1002@phones",
                null,
                Duration.ofSeconds(20),
                agent,
                false,
                9);
    }

    AriCommand.StartRecording startRecording(long order) {
        return new AriCommand.StartRecording("c" + order, callId, "pbx-1", soon(), recording(), order);
    }

    AriCommand.StopRecording stopRecording(long order) {
        return new AriCommand.StopRecording("c" + order, callId, "pbx-1", soon(), recording(), order);
    }

    AriCommand.PauseRecording pauseRecording(long order) {
        return new AriCommand.PauseRecording("c" + order, callId, "pbx-1", soon(), recording(), order);
    }

    AriCommand.ResumeRecording resumeRecording(long order) {
        return new AriCommand.ResumeRecording("c" + order, callId, "pbx-1", soon(), recording(), order);
    }

    AriCommand.AttachMedia attachMedia(long order, String target, MediaMode mode) {
        return new AriCommand.AttachMedia(
                "c" + order,
                callId,
                "pbx-1",
                soon(),
                callId + ".media." + order,
                target,
                "00000000-0000-3000-8000-000000000001",
                mode,
                order);
    }

    AriCommand.DetachMedia detachMedia(long order, long attached) {
        return new AriCommand.DetachMedia("c" + order, callId, "pbx-1", soon(), callId + ".media." + attached, order);
    }

    /** How a command was answered, which is waited for. */
    PbxFact.CommandFact answerTo(AriCommand command) {
        order(command);
        return await().atMost(PATIENCE)
                .until(() -> outcomeOf(command), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<PbxFact.CommandFact> outcomeOf(AriCommand command) {
        return outcomes.stream()
                .filter(outcome -> outcome.commandId().equals(command.commandId()))
                .findFirst();
    }

    AriCommand.EndCall endCall() {
        return new AriCommand.EndCall("end-1", callId, "pbx-1", soon(), 16);
    }

    static Instant soon() {
        return Instant.now().plusSeconds(30);
    }

    void awaitNothingLeft() {
        await().atMost(PATIENCE)
                .until(() -> asterisk.channels().isEmpty() && asterisk.bridges().isEmpty() && shards.liveCalls() == 0);
    }

    @Override
    public void close() {
        shards.revoke(List.of(0, 1, 2, 3));
        vertx.close().toCompletionStage().toCompletableFuture().join();
        asterisk.close();
    }

    private static AriControllerConfig config(ScriptedAri asterisk, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("ari-controller.pbx.secret", "sesame");
        properties.put("ari-controller.pbx.base-uri", asterisk.baseUri().toString());
        properties.put("ari-controller.pbx.request-limit", "300ms");
        properties.put("ari-controller.link.first-retry", "10ms");
        properties.put("ari-controller.link.alive-every", "50ms");
        properties.put("ari-controller.link.probe-limit", "200ms");
        properties.put("ari-controller.link.sweep-every", "300ms");
        properties.put("ari-controller.media.targets", "echo=127.0.0.1:9092");
        properties.put("ari-controller.limits.ready", "500ms");
        properties.put("ari-controller.limits.control", "300ms");
        properties.put("ari-controller.limits.ring-grace", "100ms");
        properties.put("ari-controller.limits.hang-up", "300ms");
        properties.put("ari-controller.limits.leaving", "200ms");
        properties.putAll(more);
        return new SmallRyeConfigBuilder()
                .withMapping(AriControllerConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(AriControllerConfig.class);
    }
}
