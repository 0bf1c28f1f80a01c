package io.tandem.amigateway.entry.config;

import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.entry.Credentials;
import io.tandem.amigateway.entry.PbxEntry;
import io.tandem.amigateway.entry.PbxFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the configuration says about PBXs. It is fixed for the life of the process; a process that is told nonsense does not start. */
public final class ConfiguredPbxs {

    /** @throws IllegalArgumentException saying which entry and what about it; never a value */
    public static PbxFile of(AmiGatewayConfig config) {
        var entries = new HashMap<String, PbxEntry>();
        config.pbxs().forEach((id, pbx) -> entries.put(id, entry(id, pbx, "ami-gateway.pbxs." + id)));
        var one = config.pbx();
        if (one.eventsSecret().isPresent() || one.actionsSecret().isPresent()) {
            entries.put(one.id(), entry(one.id(), one, "ami-gateway.pbx"));
        }
        var credentials = new HashMap<String, Credentials>();
        config.credentials().forEach((name, held) -> credentials.put(name, credentials(held)));
        return new PbxFile(Map.copyOf(entries), Map.copyOf(credentials));
    }

    private static PbxEntry entry(String id, AmiGatewayConfig.Pbx pbx, String where) {
        var tls = pbx.tls() ? new PbxEntry.Tls(pbx.tlsTrustFile().orElse(null), pbx.tlsVerifyHost()) : null;
        return new PbxEntry(
                id,
                new PbxEntry.Address(pbx.host(), pbx.port(), tls),
                new PbxEntry.Login(pbx.eventsUser(), secret(pbx.eventsSecret(), where + ".events.secret")),
                new PbxEntry.Login(pbx.actionsUser(), secret(pbx.actionsSecret(), where + ".actions.secret")),
                new PbxEntry.Contexts(pbx.conferenceContext(), pbx.handOffContext()),
                new PbxEntry.Share(pbx.weight(), pbx.tags().orElse(List.of()), pbx.maintenance()));
    }

    private static Credentials credentials(AmiGatewayConfig.Held held) {
        return new Credentials(
                new PbxEntry.Login(held.eventsUser(), held.eventsSecret()),
                new PbxEntry.Login(held.actionsUser(), held.actionsSecret()),
                held.trustFile().orElse(null));
    }

    private static String secret(Optional<String> secret, String name) {
        return secret.orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private ConfiguredPbxs() {}
}
