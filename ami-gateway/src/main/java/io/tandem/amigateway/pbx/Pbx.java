package io.tandem.amigateway.pbx;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.ami.EventNames;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.amigateway.action.Commands;
import io.tandem.amigateway.action.Contexts;
import io.tandem.amigateway.action.carry.ActionIds;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.link.AmiLink;
import io.tandem.amigateway.link.Backoff;
import io.tandem.amigateway.link.socket.AmiPeer;
import io.tandem.amigateway.link.socket.AmiSession;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import io.tandem.contracts.AmiCommand;
import io.tandem.edge.id.Ulids;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * The one PBX of this process: a session for events, a session for actions, both on one event loop, which is all the locking there is.
 *
 * <p>Owning the link is a matter of configuration so far: one process for each PBX. Two processes with the same PBX would both publish
 * its facts (harmless, since consumers expect repeats) but share its commands by partition, and the one without would not carry
 * them out. Ownership by partition of {@code tandem.ami.commands} is a later step.
 *
 * <p>When facts cannot be published, the events session is not read on ({@link FactSink#onPressure}).
 */
@ApplicationScoped
public class Pbx implements Commands {

    private static final Logger LOG = Logger.getLogger(Pbx.class);

    private final AmiGatewayConfig config;
    private final Context context;
    private final Vertx vertx;
    private final InstantSource clock = Clock.systemUTC();
    private final LinkReport link;
    private final CommandCarrier carrier;
    private final FactSink facts;
    private final EventsSession eventsSession;
    private final AmiSupervisor events;
    private final AmiSupervisor actions;

    Pbx(AmiGatewayConfig config, FactSink facts, Vertx vertx, MeterRegistry meters) {
        this.config = config;
        this.facts = facts;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        var pbx = config.pbx();
        this.link = new LinkReport(pbx.id(), facts, clock);
        this.carrier = new CommandCarrier(
                (action, actionId, within) -> this.actions().ask(action, actionId, within),
                new AmiActions(contexts(config)),
                facts,
                config.actions(),
                new CommandCarrier.CarrierShell(vertx, clock, meters, new ActionIds(pbx.id() + "-" + Ulids.next())));
        this.eventsSession = new EventsSession(new EventsSession.Context(
                pbx.id(),
                facts,
                link,
                carrier,
                new SessionMeters(meters, pbx.id(), "events"),
                vertx,
                clock,
                config.link().bootTimeout()));
        this.events = supervisor("events", eventsPeer(pbx), eventsSession);
        this.actions = supervisor(
                "actions",
                actionsPeer(pbx),
                new ActionsSession(link, carrier, new SessionMeters(meters, pbx.id(), "actions")));
        eventsSession.over(events);
    }

    void start(@Observes StartupEvent started) {
        facts.onPressure(
                () -> context.runOnContext(_ -> events.pause()), () -> context.runOnContext(_ -> events.resume()));
        context.runOnContext(
                _ -> vertx.setPeriodic(config.link().aliveInterval().toMillis(), _ -> tick()));
        events.start();
        actions.start();
        LOG.infof(
                "pbx=%s host=%s port=%d connecting",
                config.pbx().id(), config.pbx().host(), config.pbx().port());
    }

    void stop(@Observes ShutdownEvent stopping) {
        events.stop();
        actions.stop();
    }

    @Override
    public CompletionStage<Void> carryOut(AmiCommand command, boolean readBefore) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> carrier.carryOut(command, readBefore).onComplete(promise));
        return promise.future().toCompletionStage();
    }

    @Override
    public void listening(boolean listening) {
        context.runOnContext(_ -> {
            if (listening) {
                link.here(LinkReport.Missing.COMMANDS);
            } else {
                link.gone(LinkReport.Missing.COMMANDS, "commands are not read");
            }
        });
    }

    public PbxStatus status() {
        var view = link.view();
        var boot = view.boot();
        return new PbxStatus(
                config.pbx().id(),
                config.pbx().host(),
                config.pbx().port(),
                view.state(),
                view.since(),
                view.reason(),
                boot == null ? null : boot.version(),
                boot == null ? null : boot.id(),
                facts.published(),
                eventsSession.lastEventAt());
    }

    private void tick() {
        link.tick();
        carrier.tick(clock.instant());
    }

    private AmiSupervisor actions() {
        return actions;
    }

    private AmiSupervisor supervisor(String session, AmiPeer peer, AmiSession listener) {
        var l = config.link();
        var times = new AmiLink.Times(
                l.connectTimeout(),
                l.loginTimeout(),
                l.pingInterval(),
                l.pingTimeout(),
                l.settledAfter(),
                l.retryRefused());
        var backoff = new Backoff(
                l.retryFirst(), l.retryMost(), () -> ThreadLocalRandom.current().nextDouble());
        return new AmiSupervisor(
                config.pbx().id() + "-" + session, peer, new AmiLink(times, backoff), listener, vertx, context);
    }

    private static Contexts contexts(AmiGatewayConfig config) {
        var pbx = config.pbx();
        var actions = config.actions();
        return new Contexts(
                pbx.conferenceContext(),
                pbx.handOffContext(),
                actions.recordContext(),
                actions.parkContext(),
                actions.transferContext());
    }

    /** Only system events until FullyBooted has come: {@link EventsSession} turns the others on. */
    private static AmiPeer eventsPeer(AmiGatewayConfig.Pbx pbx) {
        return new AmiPeer(
                pbx.host(),
                pbx.port(),
                pbx.eventsUser(),
                pbx.eventsSecret(),
                "system",
                EventNames.of(EventsSession.EVENTS));
    }

    private static AmiPeer actionsPeer(AmiGatewayConfig.Pbx pbx) {
        return new AmiPeer(
                pbx.host(),
                pbx.port(),
                pbx.actionsUser(),
                pbx.actionsSecret(),
                "call",
                EventNames.of(CommandCarrier.EVENTS));
    }
}
