package io.tandem.local.suite;

import io.tandem.local.api.Api;
import io.tandem.local.backing.ConsumerGroups;
import io.tandem.local.backing.KafkaProcess;
import io.tandem.local.plan.Port;
import io.tandem.local.plan.Service;
import io.tandem.local.process.Children;
import io.tandem.local.process.Signal;
import io.tandem.local.token.Claims;
import io.tandem.local.token.SigningKey;
import io.tandem.local.token.Token;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The suite of one clone, running or not: what the commands, the acceptance stories and the benchmarks work with. */
public final class Suite {

    /** Longer than the session of a consumer that was killed. */
    private static final Duration SETTLE = Duration.ofSeconds(15);

    private final Home home;
    private final SuitePorts ports;
    private final Children children;
    private final Parts parts;

    private Suite(Home home, SuitePorts ports) {
        this.home = home;
        this.ports = ports;
        this.children = new Children(home.state());
        this.parts = new Parts(home, ports, children);
    }

    /** On the ports that it was started with, or, when it is not running, on those that it would be started with. */
    public static Suite of(Home home, Map<String, String> environment) {
        var running = home.run().resolve(SuitePorts.FILE);
        var file = Files.exists(running) ? running : home.state().resolve(SuitePorts.FILE);
        return new Suite(home, SuitePorts.of(Files.exists(running) ? Map.of() : environment, file));
    }

    public Home home() {
        return home;
    }

    public URI origin() {
        return URI.create("http://localhost:" + ports.of(Port.ORIGIN));
    }

    public int port(Port port) {
        return ports.of(port);
    }

    public String token(Claims claims) {
        return Token.write(claims, SigningKey.in(home.keys()), Instant.now());
    }

    /** As the administrator of the default tenant. @throws SuiteException when the suite is not running */
    public Api api() {
        requireRunning();
        return new Api(origin(), token(Claims.admin()));
    }

    /** The carrier's own account of the calls that ended, a line each. */
    public Path carrierCalls() {
        return home.data("carrier").resolve("log/cdr-custom/calls.csv");
    }

    /** Whether any of its processes lives. */
    public boolean isRunning() {
        return parts.all().stream().anyMatch(part -> children.find(part.name()).isPresent());
    }

    /** Returns when every part is ready. @throws SuiteException or ChildFailedException when one is not; then all was stopped */
    public void up(Progress progress) {
        new Starting(home, ports, children, parts, progress).run(() -> {
            new Seeds(new Api(origin(), token(Claims.admin()))).sow();
            progress.done("agents, trunk", "made");
            settle(progress);
        });
    }

    /** False when something would not die. What is left is told. */
    public boolean down(Progress progress) {
        return new Stopping(home, children, parts, progress).run();
    }

    public List<PartStatus> status() {
        return parts.all().parallelStream()
                .map(part -> PartStatus.of(part, children.find(part.name())))
                .toList();
    }

    /**
     * Orderly, waits until it is ready and hears again; a part that is not running is started. The variables are over those that the
     * suite gives it, until it is started again.
     */
    public void restart(String name, Map<String, String> environment, Progress progress) {
        var itsChildren = new Children(home.state(), environment);
        var part = new Parts(home, ports, itsChildren).named(name);
        requireRunning();
        children.stop(name, part.stopSignal(), Stopping.LIMIT);
        Starting.start(part, itsChildren);
        progress.done(name, "ready");
        settle(progress);
    }

    /**
     * So many processes of the service, from 1 to {@value Replica#MOST}: starts what is missing and stops, in order, what is too many;
     * returns when all are ready and hear. The origin leads to the first.
     */
    public void scale(String name, int count, Progress progress) {
        requireRunning();
        var service = Service.named(name)
                .orElseThrow(() -> new SuiteException("only services have replicas, and \"" + name + "\" is none"));
        var before = Replicas.of(home).of(service);
        Replicas.of(home).set(service, count);
        before.stream().skip(count).forEach(replica -> {
            children.stop(replica.name(), Signal.TERM, Stopping.LIMIT);
            progress.done(replica.name(), "stopped");
        });
        Replicas.of(home).of(service).stream()
                .map(replica -> parts.named(replica.name()))
                .filter(part -> children.find(part.name()).isEmpty())
                .forEach(part -> {
                    Starting.start(part, children);
                    progress.done(part.name(), "ready");
                });
        settle(progress);
    }

    private void settle(Progress progress) {
        var isSettled = ConsumerGroups.settle(KafkaProcess.bootstrapServers(ports.of(Port.KAFKA)), SETTLE);
        progress.done("Kafka's consumers", isSettled ? "have their partitions" : "still share out their partitions");
    }

    /** SIGKILL. @throws SuiteException when it is not running */
    public void kill(String name) {
        parts.named(name);
        if (!children.kill(name)) {
            throw new SuiteException(name + " is not running");
        }
    }

    /** Where it logs, or where its last log is kept. @throws SuiteException when there is no such part */
    public Path log(String name) {
        var own = parts.named(name).log();
        return Files.exists(own) ? own : home.log(name);
    }

    private void requireRunning() {
        if (!isRunning()) {
            throw new SuiteException("the suite is not running; start it with ./tandem up");
        }
    }
}
