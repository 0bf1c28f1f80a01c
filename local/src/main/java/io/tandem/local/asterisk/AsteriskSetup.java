package io.tandem.local.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one Asterisk process is made of.
 *
 * @param templates the folder {@code asterisk/} of the project, with {@code pbx/} and {@code carrier/} in it
 * @param ledger where the PBX writes its own ledger; null for one that keeps it in a file alone, and for a carrier
 * @param phoneTransfers whether the PBX lets an agent's phone ask for a transfer (ADR-0027)
 * @param state a folder of this process alone: configuration, logs, database, recordings; created when absent, readable by its owner only
 */
public record AsteriskSetup(
        AsteriskRole role,
        AsteriskPorts ports,
        Path state,
        Path templates,
        AsteriskSecrets secrets,
        @Nullable LedgerDatabase ledger,
        boolean phoneTransfers) {

    /** Without it, the module that writes to the database declines to load. */
    private static final String LEDGER = "cel_pgsql.conf";

    private static final String LOOPBACK = "127.0.0.1";
    /** sockaddr_un holds 108 bytes, the last a zero. */
    private static final int LONGEST_SOCKET_PATH = 107;

    /** One whose phones cannot transfer. */
    public AsteriskSetup(
            AsteriskRole role,
            AsteriskPorts ports,
            Path state,
            Path templates,
            AsteriskSecrets secrets,
            @Nullable LedgerDatabase ledger) {
        this(role, ports, state, templates, secrets, ledger, false);
    }

    public AsteriskSetup {
        state = state.toAbsolutePath().normalize();
        templates = templates.toAbsolutePath().normalize();
    }

    /** Writes the configuration and the folders that Asterisk expects. An existing configuration is replaced. */
    void write(AsteriskInstallation installation) {
        try {
            createPrivate(state);
            for (var folder :
                    List.of("etc", "log/cdr-custom", "log/cel-custom", "lib/keys", "spool/recording", "cache")) {
                Files.createDirectories(state.resolve(folder));
            }
            createPrivate(runFolder());
            var values = values(installation);
            try (var files = Files.newDirectoryStream(templates.resolve(role.folder()), "*.conf")) {
                for (var file : files) {
                    var name = file.getFileName().toString();
                    if (ledger == null && name.equals(LEDGER)) {
                        Files.deleteIfExists(state.resolve("etc").resolve(name));
                        continue;
                    }
                    var rendered = new ConfTemplate(name, Files.readString(file)).render(values);
                    Files.writeString(state.resolve("etc").resolve(name), rendered);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the " + role.folder() + "'s configuration in " + state, e);
        }
    }

    /** Passwords and the control socket are in there. A folder of another user's is refused. */
    private static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    Path configuration() {
        return state.resolve("etc/asterisk.conf");
    }

    /** With the control socket, whose path must be short: beside the state where that is possible, else in the temporary folder. */
    Path runFolder() {
        var beside = state.resolve("run");
        if (beside.resolve("asterisk.ctl").toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
            return beside;
        }
        return Path.of("/tmp", "tandem-" + Integer.toHexString(state.toString().hashCode()));
    }

    Map<String, String> values(AsteriskInstallation installation) {
        var values = new HashMap<>(Map.of(
                "ETC_DIR", state.resolve("etc").toString(),
                "STATE_DIR", state.toString(),
                "RUN_DIR", runFolder().toString(),
                "LOG_DIR", state.resolve("log").toString(),
                "MODULE_DIR", installation.modules().toString(),
                "DATA_DIR", installation.data().toString(),
                "SIP_ADDRESS", LOOPBACK,
                "AMI_ADDRESS", LOOPBACK));
        switch (role) {
            case PBX -> {
                values.putAll(numbers(ports.sip(), ports.ami(), ports.rtp()));
                values.putAll(Map.of(
                        "ARI_ADDRESS", LOOPBACK,
                        "ARI_PORT", Integer.toString(ports.ari()),
                        "CARRIER_HOST", LOOPBACK,
                        "CARRIER_PORT", Integer.toString(ports.carrierSip()),
                        "AMI_EVENTS_SECRET", secrets.events(),
                        "AMI_ACTIONS_SECRET", secrets.actions(),
                        "ARI_SECRET", secrets.ari(),
                        "PHONE_TRANSFERS", phoneTransfers ? "yes" : "no"));
                if (ledger != null) {
                    values.putAll(Map.of(
                            "LEDGER_HOST", ledger.host(),
                            "LEDGER_PORT", Integer.toString(ledger.port()),
                            "LEDGER_DATABASE", ledger.database(),
                            "LEDGER_SECRET", ledger.secret(),
                            "PBX_ID", ledger.pbxId()));
                }
            }
            case CARRIER -> {
                values.putAll(numbers(ports.carrierSip(), ports.carrierAmi(), ports.carrierRtp()));
                values.putAll(Map.of(
                        "PBX_HOST", LOOPBACK,
                        "PBX_PORT", Integer.toString(ports.sip()),
                        "CARRIER_AMI_SECRET", secrets.carrier()));
            }
        }
        return Map.copyOf(values);
    }

    private static Map<String, String> numbers(int sip, int ami, int rtp) {
        return Map.of(
                "SIP_PORT", Integer.toString(sip),
                "AMI_PORT", Integer.toString(ami),
                "RTP_START", Integer.toString(rtp),
                "RTP_END", Integer.toString(rtp + AsteriskPorts.RTP_PORTS - 1));
    }
}
