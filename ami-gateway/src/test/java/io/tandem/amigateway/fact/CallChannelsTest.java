package io.tandem.amigateway.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.Recorded;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallChannelsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CUSTOMER = "1795291274.122";
    private static final String CALL = "pbx-1:" + CUSTOMER;

    private final CallChannels calls = new CallChannels("pbx-1", 3);
    private final AmiFactMapper mapper = new AmiFactMapper("pbx-1", calls);

    @Nested
    class a_channel_that_came_in {

        @Test
        void is_the_customers_of_a_call_of_its_own_id_until_it_hangs_up() {
            assertThat(calls.callOf(CUSTOMER)).isEmpty();

            newchannel(CUSTOMER, "tandem-inbound", "Ring", CUSTOMER);

            assertThat(calls.callOf(CUSTOMER)).contains(CALL);
        }

        /** Linked to an older one when it is bridged, and in another context by then. */
        @Test
        void stays_so_whatever_is_said_of_it_later() {
            newchannel(CUSTOMER, "tandem-inbound", "Ring", CUSTOMER);
            row(CUSTOMER, "tandem-conference", "ConfBridge", "x");

            assertThat(calls.callOf(CUSTOMER)).contains(CALL);
        }

        @Test
        void is_known_for_its_cdr_after_it_hung_up_and_lives_no_more() {
            newchannel(CUSTOMER, "tandem-inbound", "Ring", CUSTOMER);
            event("Hangup", "Uniqueid: " + CUSTOMER, "Cause: 16");
            assertThat(calls.callOf(CUSTOMER)).contains(CALL);

            for (int n = 0; n < 1_000; n++) {
                newchannel("1795291275." + n, "tandem-inbound", "Ring", "1795291275." + n);
                event("Hangup", "Uniqueid: 1795291275." + n, "Cause: 16");
            }
            assertThat(calls.callOf(CUSTOMER)).isEmpty();
        }

        @Test
        void does_not_come_to_life_again_by_a_list_that_is_older_than_its_end() {
            newchannel(CUSTOMER, "tandem-inbound", "Ring", CUSTOMER);
            event("Hangup", "Uniqueid: " + CUSTOMER, "Cause: 16");
            row(CUSTOMER, "tandem-inbound", "Wait", "60");

            for (int n = 0; n < 1_000; n++) {
                newchannel("1795291275." + n, "tandem-inbound", "Ring", "1795291275." + n);
                event("Hangup", "Uniqueid: 1795291275." + n, "Cause: 16");
            }
            assertThat(calls.callOf(CUSTOMER)).isEmpty();
        }

        @Test
        void is_forgotten_when_too_many_came_after_it() {
            for (int n = 0; n < 4; n++) {
                newchannel("1795291274." + n, "tandem-inbound", "Ring", "1795291274." + n);
            }

            assertThat(calls.callOf("1795291274.0")).isEmpty();
            assertThat(calls.callOf("1795291274.1")).isPresent();
            assertThat(calls.callOf("1795291274.3")).isPresent();
        }
    }

    @Nested
    class a_channel_that_did_not_come_in {

        /** Every endpoint has the context, so the legs that the dialplan dials have it too. */
        @Test
        void is_not_ours_though_a_transfer_dialled_it() {
            var facts = Recorded.events("ami-transfer").stream()
                    .map(event -> mapper.fact(event, NOON))
                    .flatMap(Optional::stream)
                    .toList();

            assertThat(facts).isNotEmpty().noneMatch(fact -> fact.channelId().startsWith("1795"));
        }

        @ParameterizedTest
        @CsvSource({
            "tandem-inbound, Down, 1795291274.122",
            "tandem-inbound, Ring, 1795291274.1",
            "tandem-conference, Ring, 1795291274.122",
            "'', Ring, 1795291274.122"
        })
        void is_not_ours_where_one_sign_is_missing(String context, String state, String linkedid) {
            newchannel(CUSTOMER, context, state, linkedid);

            assertThat(calls.callOf(CUSTOMER)).isEmpty();
        }

        @Test
        void is_not_made_ours_by_a_name_of_other_form() {
            newchannel("../../x", "tandem-inbound", "Ring", "../../x");

            assertThat(calls.callOf("../../x")).isEmpty();
        }
    }

    @Nested
    class a_channel_that_a_list_shows {

        @Test
        void came_in_unheard_where_it_stands_in_the_context_or_in_our_application() {
            Recorded.events("inbound-listed").stream()
                    .filter(event -> event.name().equals("CoreShowChannel"))
                    .forEach(event -> calls.listed(event.headers()));

            assertThat(calls.callOf(CUSTOMER)).contains(CALL);
            assertThat(calls.callOf("1795291285.123")).contains("pbx-1:1795291285.123");
        }

        @ParameterizedTest
        @CsvSource({
            "tandem-inbound, AppDial, (Outgoing Line), false",
            "tandem-inbound, Stasis, somebody-elses, false",
            "tandem-transfer, Dial, PJSIP/1001@phones, false",
            "'', Stasis, 'tandem-0-abc,1795291274.122,customer', true",
            "tandem-inbound, '', '', true"
        })
        void is_judged_by_where_it_stands(String context, String application, String data, boolean ours) {
            row(CUSTOMER, context, application, data);

            assertThat(calls.callOf(CUSTOMER).isPresent()).isEqualTo(ours);
        }
    }

    @Test
    void what_a_real_asterisk_said_of_calls_that_came_in_has_their_cdrs_too() {
        var details = new CdrMapper("pbx-1", calls);
        var told = Recorded.events("inbound-answered").stream()
                .map(event -> {
                    mapper.fact(event, NOON);
                    return details.fact(event, NOON);
                })
                .flatMap(Optional::stream)
                .toList();

        assertThat(told)
                .extracting(PbxFact.CallDetail::callId, PbxFact.CallDetail::channelId, PbxFact.CallDetail::disposition)
                .containsExactlyInAnyOrder(
                        tuple(CALL, CUSTOMER, "ANSWERED"), tuple("pbx-1:1795291285.123", "1795291285.123", "ANSWERED"));
    }

    private void newchannel(String id, String context, String state, String linkedid) {
        event(
                "Newchannel",
                "Uniqueid: " + id,
                "Linkedid: " + linkedid,
                "Context: " + context,
                "ChannelStateDesc: " + state);
    }

    private void row(String id, String context, String application, String data) {
        calls.listed(headers(List.of(
                "Uniqueid: " + id, "Context: " + context, "Application: " + application, "ApplicationData: " + data)));
    }

    private void event(String name, String... lines) {
        mapper.fact(new AmiMessage.Event(name, headers(List.of(lines))), NOON);
    }

    private static AmiHeaders headers(List<String> lines) {
        return AmiHeaders.of(String.join("\r\n", lines) + "\r\n");
    }
}
