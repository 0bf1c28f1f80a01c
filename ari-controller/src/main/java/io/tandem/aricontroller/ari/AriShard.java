package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.call.Calls;
import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.AriFactMapper;
import io.tandem.aricontroller.fact.Facts;
import io.tandem.aricontroller.link.Application;
import io.tandem.aricontroller.link.AriLink;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One shard's connection: obeys {@link AriLink}, reads the WebSocket, says that it is alive. Everything runs on one Vert.x context;
 * signals carry the attempt that they belong to, and those of an older one are dropped.
 *
 * <p>When facts cannot be kept, the WebSocket is paused: TCP then holds Asterisk back, which drops the connection after its write
 * time-out, and that is a gap that is told.
 */
final class AriShard {

    /** Time limits and rhythm. */
    record Rhythm(Duration aliveEvery, Duration probeLimit, Duration settled, Duration sweepEvery) {}

    /** Which part of the work this is. */
    record Part(String pbxId, int shard, int shards) {}

    /** What it is made of; all of it belongs to this shard alone but for the client and the facts. */
    record Parts(
            AriLink link,
            CurrentApplication current,
            TakeOver takeOver,
            Calls calls,
            AriFactMapper mapper,
            Facts facts,
            AriHttp http,
            WebSocketClient sockets) {}

    private static final Logger LOG = Logger.getLogger(AriShard.class);

    private final Vertx vertx;
    private final Context context;
    private final AriAccess access;
    private final Part part;
    private final Parts parts;
    private final Rhythm rhythm;
    private final InstantSource clock;
    private final EventCount events;
    private final AriEventReader reader = new AriEventReader();
    private final AtomicLong told = new AtomicLong();

    private AriLink.State state = AriLink.initial();
    private int attempt;
    private @Nullable Application application;
    private @Nullable WebSocket socket;
    private @Nullable Runnable pressure;
    private TakeOver.@Nullable Taken taken;
    private @Nullable Instant lastHeard;
    private @Nullable Instant gapFrom;
    private String gapReason = "";
    private @Nullable Liveness liveness;

    AriShard(
            Vertx vertx,
            Context context,
            AriAccess access,
            Part part,
            Parts parts,
            Rhythm rhythm,
            InstantSource clock,
            EventCount events) {
        this.vertx = vertx;
        this.context = context;
        this.access = access;
        this.part = part;
        this.parts = parts;
        this.rhythm = rhythm;
        this.clock = clock;
        this.events = events;
    }

    /** Counts events by type. */
    @FunctionalInterface
    interface EventCount {
        void add(String type);
    }

    void start() {
        context.runOnContext(_ -> on(new AriLink.Signal.RetryDue()));
    }

    void stop() {
        parts.calls().abandon();
        context.runOnContext(_ -> on(new AriLink.Signal.StopRequested()));
    }

    Calls calls() {
        return parts.calls();
    }

    CurrentApplication current() {
        return parts.current();
    }

    /** A fact that a call of this shard tells by itself, numbered among those that were heard. */
    void tell(PbxFact fact) {
        parts.facts().publish(fact, parts.current().name() + ":" + told.incrementAndGet());
    }

    private void signal(int of, AriLink.Signal signal) {
        context.runOnContext(_ -> {
            if (of == attempt) {
                on(signal);
            }
        });
    }

    private void on(AriLink.Signal signal) {
        if (signal instanceof AriLink.Signal.Lost(String reason)) {
            LOG.warnf(
                    "ARI is lost, shard=%d, application=%s, error=%s",
                    part.shard(), parts.current().name(), reason);
        }
        var next = parts.link().on(state, signal);
        state = next.state();
        next.commands().forEach(this::carryOut);
    }

    private void carryOut(AriLink.Command command) {
        switch (command) {
            case AriLink.Command.Open _ -> open();
            case AriLink.Command.TakeOver _ -> takeOver();
            case AriLink.Command.SettleLater _ -> later(rhythm.settled(), new AriLink.Signal.Settled());
            case AriLink.Command.RetryAfter(Duration delay) -> later(delay, new AriLink.Signal.RetryDue());
            case AriLink.Command.Close _ -> close();
            case AriLink.Command.AnnounceUp _ -> announceUp();
            case AriLink.Command.AnnounceDown(String reason) -> announceDown(reason);
        }
    }

    private void open() {
        var of = ++attempt;
        var named = Application.begunAt(
                part.shard(), clock.instant(), ThreadLocalRandom.current().nextInt());
        application = named;
        parts.current().begin(named.name());
        var options = new WebSocketConnectOptions()
                .setHost(access.host())
                .setPort(access.port())
                .setSsl(access.isTls())
                .setURI(access.uri(
                        Query.path("events").with("app", named.name()).toString()))
                .setTimeout(rhythm.probeLimit().toMillis())
                .addHeader("Authorization", access.authorization());
        parts.sockets()
                .connect(options)
                .onSuccess(opened -> opened(of, opened))
                .onFailure(failure -> signal(of, new AriLink.Signal.Lost(failure.getMessage())));
    }

    private void opened(int of, WebSocket opened) {
        if (of != attempt || !(state instanceof AriLink.State.Opening)) {
            opened.close();
            return;
        }
        socket = opened;
        liveness = new Liveness(parts.http(), parts.current().name(), rhythm.aliveEvery(), rhythm.probeLimit());
        opened.textMessageHandler(text -> heard(of, text));
        opened.pongHandler(_ -> pong(of));
        opened.exceptionHandler(failure -> signal(of, new AriLink.Signal.Lost(failure.getMessage())));
        opened.closeHandler(_ -> signal(of, new AriLink.Signal.Lost("the WebSocket was closed")));
        pressure = parts.facts().onBehind(behind -> context.runOnContext(_ -> hold(opened, behind)));
        hold(opened, parts.facts().areBehind());
        on(new AriLink.Signal.Opened());
    }

    private void hold(WebSocket socket, boolean behind) {
        Optional.ofNullable(liveness).ifPresent(it -> it.hold(behind));
        if (behind) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    private void pong(int of) {
        if (of == attempt) {
            lastHeard = clock.instant();
            Optional.ofNullable(liveness).ifPresent(Liveness::pong);
        }
    }

    private void heard(int of, String text) {
        if (of != attempt) {
            return;
        }
        lastHeard = clock.instant();
        reader.read(text).ifPresentOrElse(event -> heard(event), () -> events.add("unreadable"));
    }

    private void heard(AriEvent event) {
        events.add(event.type());
        if (event.is("ApplicationReplaced")) {
            on(new AriLink.Signal.Lost("the application was replaced"));
            return;
        }
        event.leg().ifPresent(leg -> parts.calls().heard(leg.callId(), event));
        parts.mapper().map(event, clock.instant()).forEach(this::tell);
    }

    private void takeOver() {
        var of = attempt;
        var into = application;
        Thread.ofVirtual().name("take-over-" + part.shard()).start(() -> {
            try {
                var all = parts.takeOver().into(into);
                context.runOnContext(_ -> {
                    if (of == attempt) {
                        taken = all;
                        on(new AriLink.Signal.TakenOver());
                    }
                });
            } catch (Census.Unavailable e) {
                signal(of, new AriLink.Signal.Lost(e.getMessage()));
            }
        });
    }

    private void announceUp() {
        var all = taken;
        var now = clock.instant();
        parts.current().ready(true);
        lastHeard = now;
        LOG.infof(
                "ARI is up, shard=%d, application=%s",
                part.shard(), parts.current().name());
        if (all != null) {
            tell(new PbxFact.LinkUp(
                    part.pbxId(),
                    FactSource.ARI,
                    now,
                    all.boot().startedAt(),
                    all.boot().version()));
            gap(now);
            tell(new PbxFact.SnapshotTaken(part.pbxId(), FactSource.ARI, now, all.begunAt(), all.channels()));
        }
        alive(attempt);
        every(rhythm.aliveEvery(), this::alive);
        every(rhythm.sweepEvery(), this::sweep);
    }

    /** Told by who listened before; a predecessor's gap is of a length that nobody knows, and is covered by the snapshot. */
    private void gap(Instant now) {
        if (gapFrom != null) {
            tell(new PbxFact.Gap(part.pbxId(), FactSource.ARI, now, gapFrom, now, gapReason));
        }
        gapFrom = null;
    }

    private void announceDown(String reason) {
        parts.current().ready(false);
        gapFrom = lastHeard;
        gapReason = reason;
        tell(new PbxFact.LinkDown(part.pbxId(), FactSource.ARI, clock.instant(), reason));
    }

    /** Each second: says alive if the application and the WebSocket answered lately, and asks both again. */
    private void alive(int of) {
        var it = liveness;
        var open = socket;
        if (it == null || open == null) {
            return;
        }
        if (it.isAlive()) {
            tell(new PbxFact.LinkAlive(
                    part.pbxId(),
                    FactSource.ARI,
                    clock.instant(),
                    parts.current().name(),
                    part.shard(),
                    part.shards()));
        }
        leaveIfDead(of, it);
        if (of == attempt) {
            it.ask(open, asked -> leaveIfDead(of, asked));
        }
    }

    private void leaveIfDead(int of, Liveness it) {
        if (of == attempt) {
            it.death().ifPresent(why -> on(new AriLink.Signal.Lost(why)));
        }
    }

    private void sweep(int of) {
        var into = application;
        Thread.ofVirtual().name("sweep-" + part.shard()).start(() -> {
            try {
                parts.takeOver().sweep(into);
            } catch (Census.Unavailable e) {
                LOG.debugf("no sweep, shard=%d, error=%s", part.shard(), e.getMessage());
            }
        });
    }

    private void close() {
        attempt++;
        parts.current().ready(false);
        Optional.ofNullable(socket).ifPresent(WebSocket::close);
        socket = null;
        liveness = null;
        if (pressure != null) {
            pressure.run();
            pressure = null;
        }
    }

    private void later(Duration delay, AriLink.Signal signal) {
        var of = attempt;
        vertx.setTimer(Math.max(1, delay.toMillis()), _ -> signal(of, signal));
    }

    /** Until this incarnation ends. */
    private void every(Duration period, IntConsumer action) {
        var of = attempt;
        vertx.setPeriodic(
                period.toMillis(),
                id -> context.runOnContext(_ -> {
                    if (of == attempt) {
                        action.accept(of);
                    } else {
                        vertx.cancelTimer(id);
                    }
                }));
    }
}
