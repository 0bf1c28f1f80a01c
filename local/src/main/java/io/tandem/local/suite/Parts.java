package io.tandem.local.suite;

import io.tandem.local.backing.KafkaProcess;
import io.tandem.local.backing.PostgresProcess;
import io.tandem.local.backing.RedisProcess;
import io.tandem.local.front.Front;
import io.tandem.local.plan.Port;
import io.tandem.local.plan.Service;
import io.tandem.local.process.Children;
import io.tandem.local.process.Launch;
import io.tandem.local.process.Signal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All parts of the suite, by name, on the given ports. */
final class Parts {

    static final String FRONT = "front";

    private static final Duration START = Duration.ofSeconds(90);

    private final Home home;
    private final SuitePorts ports;
    private final Children children;
    private final Asterisks asterisks;

    Parts(Home home, SuitePorts ports, Children children) {
        this.home = home;
        this.ports = ports;
        this.children = children;
        this.asterisks = new Asterisks(home, ports, children);
    }

    /** In the order in which they are shown. */
    List<Part> all() {
        var all = new ArrayList<Part>();
        all.add(kafka());
        all.add(redis());
        all.add(postgres());
        all.add(asterisks.carrier());
        all.add(asterisks.pbx());
        for (var service : Service.values()) {
            Replicas.of(home).of(service).forEach(replica -> all.add(service(replica)));
        }
        all.add(front());
        return List.copyOf(all);
    }

    /** @throws SuiteException when there is none of that name; it tells all that there are */
    Part named(String name) {
        return all().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SuiteException("there is no \"" + name + "\"; there are "
                        + all().stream().map(Part::name).collect(Collectors.joining(", "))));
    }

    private Part kafka() {
        var log = home.log(KafkaProcess.NAME);
        var port = ports.of(Port.KAFKA);
        return new Part(
                KafkaProcess.NAME,
                Part.Stage.BACKING,
                List.of(port),
                log,
                () -> KafkaProcess.start(children, home.data(KafkaProcess.NAME), log, port),
                () -> Probe.listens(port),
                START,
                Signal.TERM);
    }

    private Part redis() {
        var log = home.log(RedisProcess.NAME);
        var port = ports.of(Port.REDIS);
        return new Part(
                RedisProcess.NAME,
                Part.Stage.BACKING,
                List.of(port),
                log,
                () -> RedisProcess.start(children, home.data(RedisProcess.NAME), log, port),
                () -> Probe.listens(port),
                START,
                Signal.TERM);
    }

    private Part postgres() {
        var log = home.log(PostgresProcess.NAME);
        var port = ports.of(Port.POSTGRES);
        return new Part(
                PostgresProcess.NAME,
                Part.Stage.BACKING,
                List.of(port),
                log,
                () -> PostgresProcess.start(children, home.data(PostgresProcess.NAME), log, port, passwords()),
                () -> Probe.listens(port),
                START,
                PostgresProcess.STOP_SIGNAL);
    }

    private PostgresProcess.Passwords passwords() {
        var secrets = Secrets.in(home.keys());
        return new PostgresProcess.Passwords(secrets.postgres(), secrets.ledger());
    }

    private static Part.Stage stage(Service service) {
        return switch (service) {
            case AMI_GATEWAY, ARI_CONTROLLER -> Part.Stage.TELEPHONY;
            case CALL_STATE_SERVICE, CAMPAIGN_SERVICE, NOTIFIER_SERVICE, HARDWARE_PROBE -> Part.Stage.SERVICES;
        };
    }

    private Part service(Replica replica) {
        return new Part(
                replica.name(),
                stage(replica.service()),
                replica.ports(ports),
                home.log(replica.name()),
                () -> start(replica),
                () -> Probe.isHealthy(replica.port(replica.service().management(), ports)),
                START,
                Signal.TERM);
    }

    private void start(Replica replica) {
        var module = replica.service().id();
        var jar = home.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new SuiteException(module + " is not built: there is no " + jar);
        }
        children.start(new Launch(
                replica.name(),
                JavaCommand.of("128m", List.of(), List.of("-jar", jar.toString())),
                new ServiceEnvironment(home, ports, Secrets.in(home.keys())).of(replica),
                home.data(replica.name()),
                home.log(replica.name())));
    }

    private Part front() {
        var port = ports.of(Port.ORIGIN);
        return new Part(
                FRONT,
                Part.Stage.SERVICES,
                List.of(port),
                home.log(FRONT),
                this::startFront,
                () -> Probe.listens(port),
                START,
                Signal.TERM);
    }

    private void startFront() {
        var command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), Front.class.getName()));
        command.add(String.valueOf(ports.of(Port.ORIGIN)));
        for (var service : Service.values()) {
            command.add(service.id() + "=" + ports.of(service.http()) + "," + ports.of(service.management()));
        }
        children.start(new Launch(
                FRONT, JavaCommand.of("64m", List.of(), command), Map.of(), home.data(FRONT), home.log(FRONT)));
    }
}
