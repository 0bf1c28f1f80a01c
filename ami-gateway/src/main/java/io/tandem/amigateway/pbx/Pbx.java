package io.tandem.amigateway.pbx;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.amigateway.action.Contexts;
import io.tandem.amigateway.action.carry.ActionIds;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.entry.PbxEntry;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.link.AmiLink;
import io.tandem.amigateway.link.Backoff;
import io.tandem.amigateway.link.socket.AmiPeer;
import io.tandem.amigateway.link.socket.AmiSession;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import io.tandem.contracts.AmiCommand;
import io.tandem.edge.id.Ulids;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One PBX that is ours, from {@link #start} to {@link #stop}: a session for events, a session for actions, both on one event loop,
 * which is all the locking there is. Where it listens and as whom is fixed; its share of new calls is not.
 *
 * <p>When facts cannot be published, the events session is not read on ({@link FactSink#onPressure}).
 */
final class Pbx {

    private static final Logger LOG = Logger.getLogger(Pbx.class);

    private final Shell shell;
    private final Context context;
    private final LinkReport link;
    private final Rights rights;
    private final Load load = new Load();
    private final CommandCarrier carrier;
    private final FactSink facts;
    private final EventsSession eventsSession;
    private final AmiSupervisor events;
    private final AmiSupervisor actions;
    private volatile Terms terms;
    private volatile boolean stopped;
    private long ticks = -1;

    /** What it needs of the process. */
    record Shell(AmiGatewayConfig config, Vertx vertx, InstantSource clock, MeterRegistry meters) {}

    /**
     * What may change while the link stays.
     *
     * @param drained nobody wants new calls there, whatever the entry says
     * @param leaving it has no entry any more and goes with its last call
     */
    record Terms(PbxEntry entry, boolean drained, boolean leaving) {
        boolean draining() {
            return drained || leaving || entry.share().maintenance();
        }
    }

    Pbx(Terms terms, FactSink facts, PbxMeters meters, Shell shell) {
        this.shell = shell;
        this.terms = terms;
        this.facts = facts;
        var entry = terms.entry();
        this.context = ((VertxInternal) shell.vertx()).createEventLoopContext();
        this.link = new LinkReport(entry.id(), facts, shell.clock());
        this.rights = new Rights(entry.id());
        this.carrier = new CommandCarrier(
                (action, actionId, within) -> this.actions().ask(action, actionId, within),
                new AmiActions(contexts(entry, shell.config().actions())),
                facts,
                shell.config().actions(),
                new CommandCarrier.CarrierShell(
                        shell.vertx(), shell.clock(), shell.meters(), new ActionIds(entry.id() + "-" + Ulids.next())));
        this.eventsSession = new EventsSession(new EventsSession.Context(
                entry.id(),
                facts,
                link,
                carrier,
                meters.events(),
                shell.vertx(),
                shell.clock(),
                shell.config().link().bootTimeout(),
                () -> rights.ask(LinkReport.Missing.EVENTS, this.events())));
        this.events = supervisor("events", Peers.events(entry), eventsSession);
        this.actions = supervisor(
                "actions",
                Peers.actions(entry),
                new ActionsSession(
                        link, carrier, meters.actions(), () -> rights.ask(LinkReport.Missing.ACTIONS, this.actions())));
        eventsSession.over(events);
        meters.events().pending(events::pendingActions);
        meters.actions().pending(actions::pendingActions);
        meters.of(this);
    }

    /** {@code heardUntil}: the last word of a link to the same PBX before this one, as far as known. */
    void start(@Nullable Instant heardUntil) {
        context.runOnContext(_ -> {
            if (!stopped) {
                eventsSession.heardUntil(heardUntil, "the link was made anew");
                listen();
            }
        });
    }

    private void listen() {
        facts.onPressure(
                () -> context.runOnContext(_ -> events.pause()), () -> context.runOnContext(_ -> events.resume()));
        if (facts.isCongested()) {
            events.pause();
        }
        ticks = shell.vertx().setPeriodic(shell.config().link().aliveInterval().toMillis(), _ -> tick());
        var address = terms.entry().address();
        LOG.infof("pbx=%s host=%s port=%d connecting", id(), address.host(), address.port());
        events.start();
        actions.start();
    }

    /** Completes when nobody is logged in any more. {@code quietly}: the link may be another's already, and nothing is said about it. */
    Future<Void> stop(boolean quietly) {
        stopped = true;
        Promise<Void> closed = Promise.promise();
        context.runOnContext(_ -> {
            shell.vertx().cancelTimer(ticks);
            if (quietly) {
                link.silence();
            }
            Future.join(events.stop(), actions.stop()).<Void>mapEmpty().onComplete(closed);
        });
        return closed.future();
    }

    Future<Void> carryOut(AmiCommand command, boolean readBefore) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> carrier.carryOut(command, readBefore).onComplete(promise));
        return promise.future();
    }

    void agree(Terms now) {
        terms = now;
    }

    Terms terms() {
        return terms;
    }

    String id() {
        return terms.entry().id();
    }

    PbxState state() {
        return link.view().state();
    }

    @Nullable
    Instant heardAt() {
        return eventsSession.heardAt();
    }

    boolean isDraining() {
        return terms.draining();
    }

    @Nullable
    Integer liveCalls() {
        return load.liveCalls();
    }

    /** Nobody is on it any more, or nobody can tell. */
    boolean isDone() {
        var calls = load.liveCalls();
        return !link.isUp() || (calls != null && calls == 0);
    }

    boolean isOutdated() {
        var boot = link.view().boot();
        return boot != null && boot.isOutdated();
    }

    List<String> missingRights() {
        return rights.missing();
    }

    @Nullable
    String reason() {
        return link.view().reason();
    }

    PbxStatus.Link link() {
        var view = link.view();
        var boot = view.boot();
        var calls = load.liveCalls();
        return new PbxStatus.Link(
                view.since(),
                boot == null ? null : boot.version(),
                boot == null ? null : boot.id(),
                isOutdated(),
                missingRights(),
                calls,
                isDraining() && calls != null && calls == 0,
                facts.published(),
                eventsSession.lastEventAt());
    }

    private void tick() {
        if (link.isUp()) {
            load.ask(events, eventsSession::status);
        } else {
            load.forget();
        }
        link.tick(new LinkReport.Offer(terms.entry().share(), isDraining(), load.liveCalls()));
        carrier.tick(shell.clock().instant());
    }

    private AmiSupervisor events() {
        return events;
    }

    private AmiSupervisor actions() {
        return actions;
    }

    private AmiSupervisor supervisor(String session, AmiPeer peer, AmiSession listener) {
        var l = shell.config().link();
        var times = new AmiLink.Times(
                l.connectTimeout(),
                l.loginTimeout(),
                l.pingInterval(),
                l.pingTimeout(),
                l.settledAfter(),
                l.retryRefused(),
                l.retryRefusedMost());
        var backoff = new Backoff(
                l.retryFirst(), l.retryMost(), () -> ThreadLocalRandom.current().nextDouble());
        return new AmiSupervisor(
                id() + "-" + session, peer, new AmiLink(times, backoff), listener, shell.vertx(), context);
    }

    private static Contexts contexts(PbxEntry entry, AmiGatewayConfig.Actions actions) {
        return new Contexts(
                entry.contexts().conference(),
                entry.contexts().handOff(),
                actions.recordContext(),
                actions.parkContext(),
                actions.transferContext());
    }
}
