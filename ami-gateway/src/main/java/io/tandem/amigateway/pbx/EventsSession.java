package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.link.socket.AmiSession;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import io.tandem.amigateway.snapshot.Belief;
import io.tandem.amigateway.snapshot.Heard;
import io.tandem.amigateway.snapshot.Merged;
import io.tandem.amigateway.snapshot.take.SnapshotTaker;
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
 * PBX this is, lets all events flow, says what nobody can have heard ({@code pbx.gap}), and takes a snapshot of our channels; events of that time are
 * told after it (ADR-0011). From then on every event becomes facts or nothing. FullyBooted in the middle of a session makes it listen anew. Confined to the
 * PBX's context.
 */
final class EventsSession implements AmiSession {

    /** What is read of the stream: facts, and what this class and the actions need. */
    static final List<String> EVENTS = events();

    private static final String EVENT_MASK = "call,system,user,cdr,reporting";
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(30);
    private static final int MOST_CHANNELS = 20_000;
    private static final SnapshotTaker.Limits SNAPSHOT = new SnapshotTaker.Limits(ANSWER, 20_000);

    private final Context context;
    private final CallChannels calls;
    private final EventTranslator translator;
    private final Belief belief = new Belief(MOST_CHANNELS);
    private final Heard heard = new Heard();
    private final SnapshotTaker snapshots;
    private final Asked asked = new Asked();
    private final StatusMeters figures;
    private @Nullable AmiSupervisor supervisor;
    private @Nullable Instant startedAt;
    private @Nullable Instant gapFrom;
    private String gapReason = "the gateway started";
    private boolean introducing;
    private boolean introduced;
    private long bootTimer = -1;
    private @Nullable Instant statusDue;
    private @Nullable Instant pieceReadAt;
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

    EventsSession(Context context) {
        this.context = context;
        this.calls = new CallChannels(context.pbxId(), MOST_CHANNELS);
        this.translator = new EventTranslator(context.pbxId(), calls);
        this.figures = context.meters().ofThePbx();
        this.snapshots = new SnapshotTaker(
                new SnapshotTaker.Subject(context.pbxId(), calls, belief),
                new Told(),
                SNAPSHOT,
                context.vertx(),
                context.clock());
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
        return heard.until();
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
        heard.connected(now());
        bootTimer = context.vertx().setTimer(context.bootTimeout().toMillis(), _ -> supervisor()
                .abandon("no FullyBooted; does the user of the events session read class system?"));
    }

    @Override
    public void event(AmiMessage.Event event) {
        context.meters().event(event.name());
        var at = readAt();
        switch (event.name()) {
            case "FullyBooted" -> booted(event.headers(), at);
            case "OriginateResponse" -> context.carrier().originateResponse(event.headers());
            default -> {
                if (!snapshots.takes(event)) {
                    translator.facts(event, at).forEach(this::known);
                }
            }
        }
    }

    /** What came in one piece was read at one time. */
    private Instant readAt() {
        var at = pieceReadAt;
        if (at == null) {
            at = now();
            pieceReadAt = at;
            lastEventAt = at;
        }
        return at;
    }

    @Override
    public void read(int bytes, long skipped) {
        pieceReadAt = null;
        if (heard.read(now())) {
            ask(AmiAction.of("Ping")).onSuccess(_ -> heard.answered(now()));
        }
        context.meters().read(bytes, skipped);
    }

    /** What the PBX says of itself, asked for again and again by whoever watches its load; told from the first snapshot on. */
    void status(AmiMessage.Response coreStatus) {
        var now = now();
        if (statusDue == null || now.isBefore(statusDue) || context.facts().isCongested()) {
            return;
        }
        statusDue = now.plus(STATUS_INTERVAL);
        var status =
                PbxFigures.status(context.pbxId(), now, coreStatus, belief.calls(), Objects.requireNonNull(startedAt));
        context.facts().publish(status);
        figures.status(status);
    }

    @Override
    public void undecodable() {
        context.meters().undecodable();
    }

    @Override
    public void cutShort() {
        context.meters().cutShort();
    }

    @Override
    public void lost(String reason) {
        // A session that was lost before it said its gap leaves the gap as it was.
        if (introduced) {
            gapFrom = heard.until();
            gapReason = reason;
        }
    }

    @Override
    public void alarm(int failures, String reason) {
        context.meters().alarm(failures, reason);
    }

    @Override
    public void closed(String reason) {
        context.vertx().cancelTimer(bootTimer);
        statusDue = null;
        context.meters().down(reason);
        introducing = false;
        introduced = false;
        snapshots.closed();
        context.carrier().eventsLost();
        context.link().gone(LinkReport.Missing.EVENTS, "events: " + reason);
    }

    private void known(PbxFact fact) {
        if (fact instanceof PbxFact.ChannelFact channel) {
            context.carrier().channelSeen(channel.channelId());
        }
        snapshots.fact(asked, fact);
    }

    private void booted(AmiHeaders fullyBooted, Instant at) {
        if (introducing) {
            return;
        }
        if (introduced) {
            gapFrom = heard.until();
            gapReason = "the PBX said again that it has booted";
        }
        introducing = true;
        startedAt = startedAt(fullyBooted, at);
        context.vertx().cancelTimer(bootTimer);
        ask(AmiAction.of("CoreStatus"))
                .compose(status -> ask(AmiAction.of("CoreSettings")).compose(settings -> listen(status, settings)))
                .onFailure(e -> supervisor().abandon("introduction: " + e.getMessage()));
    }

    /** What comes from the moment on at which events flow is held back until the snapshot is there. */
    private Future<Void> listen(AmiMessage.Response status, AmiMessage.Response settings) {
        snapshots.hold();
        return ask(AmiAction.of("Events").with("EventMask", EVENT_MASK))
                .onSuccess(_ -> begin(PbxFigures.boot(status, settings)))
                .mapEmpty();
    }

    private void begin(LinkReport.Boot boot) {
        if (!introduced) {
            context.facts().begin(boot.id());
        }
        context.link().booted(boot);
        context.link().here(LinkReport.Missing.EVENTS);
        // Nothing was heard by this process yet: the whole life of the PBX may be a gap.
        var from = gapFrom == null ? Objects.requireNonNull(startedAt) : gapFrom;
        context.facts()
                .publish(new PbxFact.Gap(context.pbxId(), FactSource.AMI, now(), from, now(), gapReason, boot.id()));
        introducing = false;
        introduced = true;
        snapshots.take(asked);
    }

    private Future<AmiMessage.Response> ask(AmiAction action) {
        return supervisor().ask(action, ANSWER).compose(EventsSession::successful);
    }

    private AmiSupervisor supervisor() {
        return Objects.requireNonNull(supervisor, "over() comes first");
    }

    private Instant now() {
        return context.clock().instant();
    }

    private static Future<AmiMessage.Response> successful(AmiMessage.Response response) {
        return response.isSuccess()
                ? Future.succeededFuture(response)
                : Future.failedFuture(response.headers().text("Message"));
    }

    /** The PBX's own clock and zone are not ours; the seconds since its start are. */
    private static Instant startedAt(AmiHeaders fullyBooted, Instant at) {
        var uptime = fullyBooted.text("Uptime");
        return uptime.matches("\\d{1,9}") ? at.minusSeconds(Long.parseLong(uptime)) : at;
    }

    private static List<String> events() {
        var all = new ArrayList<>(EventTranslator.events());
        all.addAll(SnapshotTaker.EVENTS);
        all.addAll(List.of("FullyBooted", "OriginateResponse"));
        return List.copyOf(all);
    }

    /** This session, as a snapshot sees it. */
    private final class Asked implements SnapshotTaker.Session {

        @Override
        public Future<AmiMessage.Response> ask(AmiAction action, String actionId, Duration within) {
            return supervisor().ask(action, actionId, within);
        }

        @Override
        public void abandon(String reason) {
            supervisor().abandon(reason);
        }

        @Override
        public boolean isPaused() {
            return context.facts().isCongested();
        }
    }

    /** What a snapshot makes known. */
    private final class Told implements SnapshotTaker.Sink {

        @Override
        public void snapshot(Instant begunAt, Merged merged) {
            merged.divergences().forEach(figures::diverged);
            merged.missing().forEach(id -> {
                calls.callOf(id)
                        .flatMap(callId -> translator.lastWord(callId, id, now()))
                        .ifPresent(context.facts()::publish);
                calls.ended(id);
            });
            merged.unseen().forEach(fact -> {
                context.carrier().channelSeen(fact.channelId());
                context.facts().publish(fact);
            });
            context.facts()
                    .publish(new PbxFact.SnapshotTaken(
                            context.pbxId(), FactSource.AMI, now(), begunAt, merged.channels()));
            statusDue = now();
        }

        @Override
        public void fact(PbxFact fact) {
            context.facts().publish(fact);
        }
    }
}
