package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.fact.AmiFactMapper;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.link.socket.AmiSession;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The session that listens. After each login it waits for FullyBooted (only system events flow until then), learns which start of the
 * PBX this is, lets all events flow, says what nobody can have heard ({@code pbx.gap}), and takes a snapshot of our channels. From then on
 * every event becomes a fact or nothing. Confined to the PBX's context.
 */
final class EventsSession implements AmiSession {

    /** What is read of the stream: facts, and what this class and the actions need. */
    static final List<String> EVENTS = events();

    private static final String EVENT_MASK = "call,system,user";
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Context context;
    private final AmiFactMapper mapper;
    private @Nullable AmiSupervisor supervisor;
    private @Nullable Instant heardAt;
    private @Nullable Instant gapFrom;
    private String gapReason = "the gateway started";
    private boolean introducing;
    private long bootTimer = -1;
    private @Nullable Snapshot snapshot;
    private volatile @Nullable Instant lastEventAt;

    /** Who learns what. */
    record Context(
            String pbxId,
            FactSink facts,
            LinkReport link,
            CommandCarrier carrier,
            SessionMeters meters,
            Vertx vertx,
            InstantSource clock,
            Duration bootTimeout,
            Runnable loggedIn) {}

    /** Channels of ours, as they are listed. */
    private record Snapshot(String actionId, Instant begunAt, List<PbxFact.LiveChannel> channels) {}

    EventsSession(Context context) {
        this.context = context;
        this.mapper = new AmiFactMapper(context.pbxId());
    }

    void over(AmiSupervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** What a session before this one heard last, with the same PBX: nothing since then was heard. Before the start. */
    void heardUntil(@Nullable Instant before, String why) {
        if (before != null) {
            gapFrom = before;
            gapReason = why;
        }
    }

    /** On the context, or when it is closed. */
    @Nullable
    Instant heardAt() {
        return heardAt;
    }

    @Nullable
    Instant lastEventAt() {
        return lastEventAt;
    }

    @Override
    public void connecting() {
        context.link().connecting();
    }

    @Override
    public void up(Duration took) {
        context.meters().up(took);
        context.loggedIn().run();
        bootTimer = context.vertx().setTimer(context.bootTimeout().toMillis(), _ -> supervisor()
                .abandon("no FullyBooted; does the user of the events session read class system?"));
    }

    @Override
    public void event(AmiMessage.Event event) {
        context.meters().event(event.name());
        var at = context.clock().instant();
        lastEventAt = at;
        switch (event.name()) {
            case "FullyBooted" -> booted(event.headers(), at);
            case "OriginateResponse" -> context.carrier().originateResponse(event.headers());
            case "CoreShowChannel" -> listed(event.headers());
            case "CoreShowChannelsComplete" -> listedAll(event.headers());
            default ->
                mapper.fact(event, at).ifPresent(fact -> {
                    context.carrier().channelSeen(fact.channelId());
                    context.facts().publish(fact);
                });
        }
    }

    @Override
    public void read(int bytes, long skipped) {
        heardAt = context.clock().instant();
        context.meters().read(bytes, skipped);
    }

    @Override
    public void undecodable() {
        context.meters().undecodable();
    }

    @Override
    public void lost(String reason) {
        gapFrom = heardAt;
        gapReason = reason;
    }

    @Override
    public void alarm(int failures, String reason) {
        context.meters().alarm(failures, reason);
    }

    @Override
    public void closed(String reason) {
        context.vertx().cancelTimer(bootTimer);
        context.meters().down(reason);
        introducing = false;
        snapshot = null;
        context.carrier().eventsLost();
        context.link().gone(LinkReport.Missing.EVENTS, "events: " + reason);
    }

    private void booted(AmiHeaders fullyBooted, Instant at) {
        if (introducing) {
            return;
        }
        introducing = true;
        context.vertx().cancelTimer(bootTimer);
        ask(AmiAction.of("CoreStatus"))
                .compose(status -> ask(AmiAction.of("CoreSettings")).map(settings -> boot(status, settings)))
                .compose(boot -> ask(AmiAction.of("Events").with("EventMask", EVENT_MASK))
                        .map(boot))
                .onSuccess(boot -> begin(boot, startedAt(fullyBooted, at)))
                .onFailure(e -> supervisor().abandon("introduction: " + e.getMessage()));
    }

    private void begin(LinkReport.Boot boot, Instant startedAt) {
        var now = context.clock().instant();
        context.facts().begin(boot.id());
        context.link().booted(boot);
        context.link().here(LinkReport.Missing.EVENTS);
        // Nothing was heard by this process yet: the whole life of the PBX may be a gap.
        var from = gapFrom == null ? startedAt : gapFrom;
        context.facts().publish(new PbxFact.Gap(context.pbxId(), FactSource.AMI, now, from, now, gapReason));
        askForChannels(now);
    }

    private void askForChannels(Instant begunAt) {
        var actionId = "snapshot-" + context.pbxId() + "-" + begunAt.toEpochMilli();
        snapshot = new Snapshot(actionId, begunAt, new ArrayList<>());
        supervisor()
                .ask(AmiAction.of("CoreShowChannels"), actionId, ANSWER)
                .compose(EventsSession::successful)
                .onFailure(e -> supervisor().abandon("snapshot: " + e.getMessage()));
    }

    private void listed(AmiHeaders headers) {
        if (snapshot != null && headers.text("ActionID").equals(snapshot.actionId())) {
            AmiFactMapper.live(headers).ifPresent(snapshot.channels()::add);
        }
    }

    private void listedAll(AmiHeaders headers) {
        var taken = snapshot;
        if (taken == null || !headers.text("ActionID").equals(taken.actionId())) {
            return;
        }
        snapshot = null;
        context.facts()
                .publish(new PbxFact.SnapshotTaken(
                        context.pbxId(), FactSource.AMI, context.clock().instant(), taken.begunAt(), taken.channels()));
    }

    private Future<AmiMessage.Response> ask(AmiAction action) {
        return supervisor().ask(action, ANSWER).compose(EventsSession::successful);
    }

    private AmiSupervisor supervisor() {
        return Objects.requireNonNull(supervisor, "over() comes first");
    }

    private static Future<AmiMessage.Response> successful(AmiMessage.Response response) {
        return response.isSuccess()
                ? Future.succeededFuture(response)
                : Future.failedFuture(response.headers().text("Message"));
    }

    private static LinkReport.Boot boot(AmiMessage.Response status, AmiMessage.Response settings) {
        var started = status.headers().text("CoreStartupDate") + "T"
                + status.headers().text("CoreStartupTime");
        return new LinkReport.Boot(started, settings.headers().text("AsteriskVersion"));
    }

    /** The PBX's own clock and zone are not ours; the seconds since its start are. */
    private static Instant startedAt(AmiHeaders fullyBooted, Instant at) {
        var uptime = fullyBooted.text("Uptime");
        return uptime.matches("\\d{1,9}") ? at.minusSeconds(Long.parseLong(uptime)) : at;
    }

    private static List<String> events() {
        var all = new ArrayList<>(AmiFactMapper.EVENTS);
        all.addAll(List.of("FullyBooted", "OriginateResponse", "CoreShowChannel", "CoreShowChannelsComplete"));
        return List.copyOf(all);
    }
}
