package io.tandem.amigateway.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.Recorded;
import io.tandem.contracts.PbxFact.EndpointStatus;
import io.tandem.contracts.PbxFact.EndpointStatus.Kind;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointStatusMapperTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final EndpointStatusMapper mapper = new EndpointStatusMapper("pbx-1");

    @Test
    void a_real_carrier_that_goes_and_comes_back_is_told() {
        var told = Recorded.events("endpoints").stream()
                .flatMap(e -> mapper.fact(e, NOON).stream())
                .toList();

        assertThat(told)
                .extracting(s -> s.kind() + " " + s.endpoint() + " " + s.status())
                .startsWith("CONTACT carrier Unreachable", "CONTACT phones Unreachable")
                .endsWith("PEER PJSIP/phones Reachable", "CONTACT phones Reachable");
        assertThat(told.getFirst().rttMs()).isNull();
        assertThat(told.getFirst().address()).isEqualTo("sip:127.0.0.1:19170");
        assertThat(told.getLast().rttMs()).isPositive().isLessThan(1_000);
    }

    @Test
    void a_registration_is_told_by_the_name_it_registers() {
        assertThat(fact(
                        "Registry",
                        "ChannelType: PJSIP\r\nUsername: sip:me@trunk\r\nDomain: sip:trunk\r\nStatus: Rejected\r\n"))
                .hasValueSatisfying(s -> {
                    assertThat(s.kind()).isEqualTo(Kind.REGISTRATION);
                    assertThat(s.endpoint()).isEqualTo("sip:me@trunk");
                    assertThat(s.status()).isEqualTo("Rejected");
                });
    }

    @Test
    void without_a_name_or_a_status_there_is_nothing_to_tell() {
        assertThat(fact("ContactStatus", "ContactStatus: Reachable\r\n")).isEmpty();
        assertThat(fact("PeerStatus", "Peer: PJSIP/x\r\n")).isEmpty();
        assertThat(fact("Hangup", "Peer: PJSIP/x\r\n")).isEmpty();
    }

    private Optional<EndpointStatus> fact(String name, String headers) {
        return mapper.fact(new AmiMessage.Event(name, AmiHeaders.of("Event: " + name + "\r\n" + headers)), NOON);
    }
}
