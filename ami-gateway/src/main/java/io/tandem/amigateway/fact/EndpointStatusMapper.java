package io.tandem.amigateway.fact;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact.EndpointStatus;
import io.tandem.contracts.PbxFact.EndpointStatus.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the PBX says of its trunks and phones. Only changes are told, and only to whoever is connected then. */
public final class EndpointStatusMapper {

    /** All of class {@code system}. */
    public static final List<String> EVENTS = List.of("ContactStatus", "PeerStatus", "Registry");

    private static final double MICROS_PER_MS = 1_000;

    private final String pbxId;

    public EndpointStatusMapper(String pbxId) {
        this.pbxId = pbxId;
    }

    /** {@code at}: when the event was read. */
    public Optional<EndpointStatus> fact(AmiMessage.Event event, Instant at) {
        var h = event.headers();
        return switch (event.name()) {
            case "ContactStatus" ->
                status(at, Kind.CONTACT, h.text("EndpointName"), h.text("URI"), h.text("ContactStatus"), roundTrip(h));
            case "PeerStatus" -> status(at, Kind.PEER, h.text("Peer"), h.text("Address"), h.text("PeerStatus"), null);
            case "Registry" ->
                status(at, Kind.REGISTRATION, h.text("Username"), h.text("Domain"), h.text("Status"), null);
            default -> Optional.empty();
        };
    }

    private Optional<EndpointStatus> status(
            Instant at, Kind kind, String endpoint, String address, String status, @Nullable Double rttMs) {
        return endpoint.isEmpty() || status.isEmpty()
                ? Optional.empty()
                : Optional.of(new EndpointStatus(
                        pbxId, FactSource.AMI, at, kind, endpoint, address.isEmpty() ? null : address, status, rttMs));
    }

    /** 0 where the contact did not answer. */
    private static @Nullable Double roundTrip(AmiHeaders headers) {
        var micros = headers.text("RoundtripUsec");
        return micros.matches("[1-9]\\d{0,8}") ? Long.parseLong(micros) / MICROS_PER_MS : null;
    }
}
