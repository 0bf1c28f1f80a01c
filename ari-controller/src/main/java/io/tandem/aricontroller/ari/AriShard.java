package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.call.Calls;
import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.AriFactMapper;
import io.tandem.aricontroller.fact.Facts;
import io.tandem.aricontroller.link.Application;
import io.tandem.aricontroller.link.AriLink;
import io.tandem.contracts.PbxFact;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One shard's connection: obeys {@link AriLink}, reads the WebSocket, says that it is alive. Everything runs on one Vert.x context;
 * signals carry the attempt that they belong to, and those of an older one are dropped.
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
            Claims claims,
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
    private final AriEventReader reader;
    private final LinkFacts says;

    private AriLink.State state = AriLink.initial();
    private int attempt;
    private @Nullable Application application;
    private @Nullable EventSocket socket;
    private TakeOver.@Nullable Taken taken;

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
        this.reader = new AriEventReader(part.pbxId());
        this.says = new LinkFacts(part, parts.current(), parts.facts(), clock);
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
        says.tell(fact);
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
        var liveness = new Liveness(parts.http(), parts.current().name(), rhythm.aliveEvery(), rhythm.probeLimit());
        opened.textMessageHandler(text -> heard(of, text));
        opened.pongHandler(_ -> pong(of, liveness));
        opened.exceptionHandler(failure -> signal(of, new AriLink.Signal.Lost(failure.getMessage())));
        opened.closeHandler(_ -> signal(of, new AriLink.Signal.Lost("the WebSocket was closed")));
        socket = new EventSocket(opened, liveness, parts.facts(), context);
        on(new AriLink.Signal.Opened());
    }

    private void pong(int of, Liveness liveness) {
        if (of == attempt) {
            says.heard();
            liveness.pong();
        }
    }

    private void heard(int of, String text) {
        if (of != attempt) {
            return;
        }
        says.heard();
        reader.read(text).ifPresentOrElse(event -> heard(event), () -> events.add("unreadable"));
    }

    private void heard(AriEvent event) {
        events.add(event.type());
        if (event.is("ApplicationReplaced")) {
            on(new AriLink.Signal.Lost("the application was replaced"));
            return;
        }
        if (event.is("CallBroadcast")) {
            parts.claims().offered(event);
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
        parts.current().ready(true);
        LOG.infof(
                "ARI is up, shard=%d, application=%s",
                part.shard(), parts.current().name());
        says.up(taken);
        alive(attempt);
        every(rhythm.aliveEvery(), this::alive);
        every(rhythm.sweepEvery(), this::sweep);
    }

    private void announceDown(String reason) {
        parts.current().ready(false);
        says.down(reason);
    }

    /** Each second: says alive if the application and the WebSocket answered lately, and asks both again. */
    private void alive(int of) {
        var open = socket;
        if (open == null) {
            return;
        }
        if (open.liveness().isAlive()) {
            says.alive();
        }
        leaveIfDead(of, open.liveness());
        if (of == attempt) {
            open.ask(asked -> leaveIfDead(of, asked));
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
        Optional.ofNullable(socket).ifPresent(EventSocket::close);
        socket = null;
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
