package io.tandem.local.suite;

import io.tandem.local.asterisk.AsteriskInstallation;
import io.tandem.local.asterisk.AsteriskPorts;
import io.tandem.local.asterisk.AsteriskProcess;
import io.tandem.local.asterisk.AsteriskRole;
import io.tandem.local.asterisk.AsteriskSecrets;
import io.tandem.local.asterisk.AsteriskSetup;
import io.tandem.local.asterisk.LedgerDatabase;
import io.tandem.local.backing.Cache;
import io.tandem.local.backing.PostgresProcess;
import io.tandem.local.plan.Port;
import io.tandem.local.process.ChildFailedException;
import io.tandem.local.process.Children;
import io.tandem.local.process.Launch;
import io.tandem.local.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two parts that are an Asterisk: the PBX and the carrier. Both run from one installation, looked for once. */
final class Asterisks {

    /** The first time it is fetched and unpacked. */
    private static final Duration START = Duration.ofMinutes(10);

    /** As entrypoint.sh knows it. */
    private static final String PHONE_TRANSFERS = "PHONE_TRANSFERS";

    private final Home home;
    private final SuitePorts ports;
    private final Children children;
    private @Nullable AsteriskInstallation installation;

    Asterisks(Home home, SuitePorts ports, Children children) {
        this.home = home;
        this.ports = ports;
        this.children = children;
    }

    Part pbx() {
        return part(
                AsteriskRole.PBX,
                Part.Stage.TELEPHONY,
                List.of(Port.PBX_SIP, Port.PBX_AMI, Port.PBX_ARI),
                Port.PBX_AMI);
    }

    Part carrier() {
        return part(
                AsteriskRole.CARRIER,
                Part.Stage.BACKING,
                List.of(Port.CARRIER_SIP, Port.CARRIER_AMI),
                Port.CARRIER_AMI);
    }

    private Part part(AsteriskRole role, Part.Stage stage, List<Port> its, Port probed) {
        return new Part(
                role.folder(),
                stage,
                its.stream().map(ports::of).toList(),
                state(role).resolve("log/messages.log"),
                () -> start(role),
                () -> Probe.listens(ports.of(probed)),
                START,
                Signal.TERM);
    }

    private void start(AsteriskRole role) {
        AsteriskProcess.start(installation(), setup(role), words -> launch(role, words));
    }

    private ProcessHandle launch(AsteriskRole role, List<String> words) {
        var state = state(role);
        var child = children.start(new Launch(
                role.folder(), words, Map.of(), state, state.resolve("log").resolve("console")));
        return ProcessHandle.of(child.identity().pid())
                .orElseThrow(() -> ChildFailedException.died(child.name(), child.log()));
    }

    private AsteriskSetup setup(AsteriskRole role) {
        var secrets = Secrets.in(home.keys());
        return new AsteriskSetup(
                role,
                new AsteriskPorts(
                        ports.of(Port.PBX_SIP),
                        ports.of(Port.PBX_AMI),
                        ports.of(Port.PBX_ARI),
                        ports.of(Port.PBX_RTP),
                        ports.of(Port.CARRIER_SIP),
                        ports.of(Port.CARRIER_AMI),
                        ports.of(Port.CARRIER_RTP)),
                state(role),
                home.root().resolve("asterisk"),
                new AsteriskSecrets(secrets.amiEvents(), secrets.amiActions(), secrets.ari(), secrets.carrierAmi()),
                role == AsteriskRole.PBX ? ledger(secrets) : null,
                children.variable(PHONE_TRANSFERS).filter("yes"::equals).isPresent());
    }

    private LedgerDatabase ledger(Secrets secrets) {
        return new LedgerDatabase(
                "127.0.0.1",
                ports.of(Port.POSTGRES),
                PostgresProcess.DATABASE,
                secrets.ledger(),
                ServiceEnvironment.PBX);
    }

    private synchronized AsteriskInstallation installation() {
        if (installation == null) {
            installation = AsteriskInstallation.find(Cache.directory(), System.out::println);
        }
        return installation;
    }

    private Path state(AsteriskRole role) {
        return home.data(role.folder());
    }
}
