package io.tandem.local.asterisk;

import java.nio.file.Path;

/** The two that belong together: the PBX and the carrier that it dials. The carrier starts first, so that no call meets a closed port. */
public record AsteriskPair(AsteriskProcess pbx, AsteriskProcess carrier) implements AutoCloseable {

    /** Starts both, with their states in {@code pbx} and {@code carrier} under {@code state}. */
    public static AsteriskPair start(
            AsteriskInstallation installation,
            AsteriskPorts ports,
            Path state,
            Path templates,
            AsteriskSecrets secrets) {
        var carrier =
                AsteriskProcess.start(installation, setup(AsteriskRole.CARRIER, ports, state, templates, secrets));
        try {
            return new AsteriskPair(
                    AsteriskProcess.start(installation, setup(AsteriskRole.PBX, ports, state, templates, secrets)),
                    carrier);
        } catch (NoAsterisk e) {
            carrier.stop();
            throw e;
        }
    }

    private static AsteriskSetup setup(
            AsteriskRole role, AsteriskPorts ports, Path state, Path templates, AsteriskSecrets secrets) {
        return new AsteriskSetup(role, ports, state.resolve(role.folder()), templates, secrets, null);
    }

    @Override
    public void close() {
        pbx.stop();
        carrier.stop();
    }
}
