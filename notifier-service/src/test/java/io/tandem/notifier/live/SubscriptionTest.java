package io.tandem.notifier.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.notifier.event.NewEvent;
import io.tandem.notifier.event.NewEvent.About;
import io.tandem.notifier.live.Request.Asker;
import io.tandem.notifier.live.Request.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final Asker SUPERVISOR = new Asker("acme", true, false, null);
    private static final Asker ANNA = new Asker("acme", true, true, "anna");

    @Nested
    class of_a_supervisor {

        @Test
        void takes_everything_of_the_tenant_without_filters() {
            var all = granted(SUPERVISOR, Map.of());

            assertThat(all.matches(event("acme", "call.connected", "anna"))).isTrue();
            assertThat(all.matches(event("acme", "pbx.gap", null))).isTrue();
            assertThat(all.matches(event("other", "call.connected", "anna"))).isFalse();
        }

        @Test
        void takes_exact_names_and_families() {
            var some = granted(SUPERVISOR, Map.of("types", List.of("call.ended, campaign.*")));

            assertThat(some.matches(event("acme", "call.ended", null))).isTrue();
            assertThat(some.matches(event("acme", "campaign.progress", null))).isTrue();
            assertThat(some.matches(event("acme", "call.connected", null))).isFalse();
        }

        @Test
        void takes_what_matches_every_filter() {
            var some = granted(SUPERVISOR, Map.of("callId", List.of("c-1"), "agentId", List.of("anna")));

            assertThat(some.matches(event("acme", "call.ended", "anna"))).isTrue();
            assertThat(some.matches(event("acme", "call.ended", "berta"))).isFalse();
            assertThat(some.matches(event("acme", "call.ended", null))).isFalse();
        }

        @Test
        void goes_on_after_a_sequence() {
            assertThat(granted(SUPERVISOR, Map.of("since", List.of("0"))).since())
                    .isEqualTo(OptionalLong.of(0));
            assertThat(granted(SUPERVISOR, Map.of()).since()).isEmpty();
        }
    }

    @Nested
    class of_an_agent {

        @Test
        void is_for_their_own_events_whatever_else_is_asked() {
            var own = granted(ANNA, Map.of());

            assertThat(own.matches(event("acme", "call.ended", "anna"))).isTrue();
            assertThat(own.matches(event("acme", "call.ended", "berta"))).isFalse();
            assertThat(own.matches(event("acme", "campaign.progress", null))).isFalse();
        }

        @Test
        void is_refused_for_another_agent_and_without_a_name() {
            assertThat(refused(ANNA, Map.of("agentId", List.of("berta"))).status())
                    .isEqualTo(403);
            assertThat(refused(new Asker("acme", true, true, null), Map.of()).status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class is_refused {

        @Test
        void to_who_has_no_tenant_or_no_role() {
            assertThat(refused(new Asker(null, true, false, null), Map.of()).status())
                    .isEqualTo(403);
            assertThat(refused(new Asker(" ", true, false, null), Map.of()).status())
                    .isEqualTo(403);
            assertThat(refused(new Asker("acme", false, false, null), Map.of()).status())
                    .isEqualTo(403);
        }

        @Test
        void where_the_query_is_not_understood() {
            for (var query : List.of(
                    Map.of("types", List.of("call.exploded")),
                    Map.of("types", List.of("call.")),
                    Map.of("types", List.of("*")),
                    Map.of("types", List.of("call.connected,")),
                    Map.of("types", List.of("call.ended", "call.held")),
                    Map.of("since", List.of("-1")),
                    Map.of("since", List.of("99999999999999999999")),
                    Map.of("callId", List.of("")),
                    Map.of("typ", List.of("call.ended")))) {
                assertThat(refused(SUPERVISOR, query).status()).isEqualTo(400);
            }
        }
    }

    private static Subscription granted(Asker asker, Map<String, List<String>> query) {
        return ((Judgement.Granted) new Request(asker, query).judge()).subscription();
    }

    private static Judgement.Refused refused(Asker asker, Map<String, List<String>> query) {
        return (Judgement.Refused) new Request(asker, query).judge();
    }

    private static NewEvent event(String tenant, String type, String agentId) {
        var at = Instant.parse("2026-11-21T12:00:00Z");
        return new NewEvent("e", tenant, type, "/s", at, "c-1", new About("c-1", agentId, null), "{}");
    }
}
