package io.tandem.callstate.ledger;

import static io.tandem.callstate.ledger.Rows.AGENT;
import static io.tandem.callstate.ledger.Rows.CUSTOMER;
import static io.tandem.callstate.ledger.Rows.ID;
import static io.tandem.callstate.ledger.Rows.NOON;
import static io.tandem.callstate.ledger.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.ledger.Finding.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final Instant LATER = NOON.plusSeconds(600);
    private static final PbxLife QUIET = new PbxLife("pbx-1", List.of(), null);

    private static KeptCall.Leg leg(String channelId, boolean gone) {
        return new KeptCall.Leg(channelId, true, true, gone, NOON);
    }

    private static KeptCall ended(@Nullable Instant connectedAt, Instant endedAt) {
        return new KeptCall(ID, "acme", "pbx-1", connectedAt, endedAt, List.of(leg(AGENT, true), leg(CUSTOMER, true)));
    }

    /** As told in {@link Rows#ofAnAnsweredCall}. */
    private static KeptCall ended() {
        return ended(after(2.15), after(7.25));
    }

    private static KeptCall live() {
        return new KeptCall(ID, "acme", "pbx-1", after(2.1), null, List.of(leg(AGENT, false), leg(CUSTOMER, false)));
    }

    private static List<Finding> audit(Rows rows, PbxLife life, KeptCall... kept) {
        return new Audit(Rows.byCall(List.of(rows.log())), List.of(kept), List.of(life), LATER).findings();
    }

    private static void assertFinds(List<Finding> findings, Kind kind, String words) {
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.callId()).isEqualTo(ID);
            assertThat(finding.detail()).contains(words);
        });
    }

    @Test
    void finds_nothing_where_both_tell_the_same() {
        var audit =
                new Audit(Rows.byCall(List.of(Rows.ofAnAnsweredCall().log())), List.of(ended()), List.of(QUIET), LATER);

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.compared()).isEqualTo(1);
    }

    @Test
    void does_not_judge_what_has_only_just_happened() {
        var logs = Rows.byCall(List.of(Rows.ofAnAnsweredCall().log()));
        var rightAfter = after(7.3);

        assertThat(new Audit(logs, List.of(), List.of(QUIET), rightAfter).findings())
                .isEmpty();
        assertThat(new Audit(Rows.byCall(List.of()), List.of(ended()), List.of(QUIET), rightAfter).findings())
                .isEmpty();
    }

    @Nested
    class a_call_is_lost {

        @Test
        void that_the_pbx_had_and_nobody_here_knows() {
            assertFinds(audit(Rows.ofAnAnsweredCall(), QUIET), Kind.LOST, "neither live nor in the history");
        }

        @Test
        void that_the_pbx_listed_and_nobody_here_knows() {
            var life = new PbxLife("pbx-1", List.of(), new PbxLife.Snapshot(NOON, NOON.plusSeconds(1), Set.of(AGENT)));

            assertFinds(
                    new Audit(Rows.byCall(List.of()), List.of(), List.of(life), LATER).findings(), Kind.LOST, "listed");
        }

        @Test
        void that_lives_on_at_the_pbx_and_ended_here() {
            var given_up =
                    new KeptCall(ID, "acme", "pbx-1", null, after(5), List.of(leg(AGENT, true), leg(CUSTOMER, false)));
            var rows = new Rows()
                    .row(AGENT, CelEvent.CHAN_START, 0, "", "")
                    .row(AGENT, CelEvent.ANSWER, 0, "", "")
                    .row(AGENT, CelEvent.HANGUP, 5, "", "")
                    .row(CUSTOMER, CelEvent.CHAN_START, 1, "", "")
                    .row(CUSTOMER, CelEvent.ANSWER, 1, "", "");

            assertFinds(audit(rows, QUIET, given_up), Kind.LOST, "lives on");
        }
    }

    @Nested
    class a_call_is_a_phantom {

        @Test
        void whose_channel_the_ledger_does_not_have() {
            assertThat(audit(new Rows(), QUIET, ended()))
                    .extracting(Finding::kind)
                    .containsExactly(Kind.PHANTOM, Kind.PHANTOM);
        }

        @Test
        void whose_row_of_a_beginning_is_missing() {
            var rows = Rows.ofAnAnsweredCall().without(CUSTOMER, CelEvent.CHAN_START);

            assertFinds(audit(rows, QUIET, ended()), Kind.PHANTOM, "no beginning");
        }

        @Test
        void whose_row_of_an_answer_is_missing() {
            var rows = Rows.ofAnAnsweredCall().without(AGENT, CelEvent.ANSWER);

            assertFinds(audit(rows, QUIET, ended()), Kind.PHANTOM, "answered");
        }

        @Test
        void whose_row_of_an_end_is_missing() {
            var rows = Rows.ofAnAnsweredCall().without(CUSTOMER, CelEvent.HANGUP);

            assertFinds(audit(rows, QUIET, ended()), Kind.PHANTOM, "hung up");
        }

        @Test
        void that_is_live_here_after_it_hung_up_there() {
            assertThat(audit(Rows.ofAnAnsweredCall(), QUIET, live()))
                    .extracting(Finding::kind)
                    .containsExactly(Kind.PHANTOM, Kind.PHANTOM);
        }

        @Test
        void that_is_live_here_and_was_not_in_the_pbxs_list() {
            var rows = Rows.ofAnAnsweredCall().without(AGENT, CelEvent.HANGUP).without(CUSTOMER, CelEvent.HANGUP);
            var life = new PbxLife("pbx-1", List.of(), new PbxLife.Snapshot(after(60), after(61), Set.of(CUSTOMER)));

            assertFinds(audit(rows, life, live()), Kind.PHANTOM, AGENT + " is live here");
        }
    }

    @Nested
    class a_call_is_doubled {

        @Test
        void whose_customer_was_dialled_twice() {
            var rows = Rows.ofAnAnsweredCall().twice(CUSTOMER, CelEvent.CHAN_START);

            assertFinds(audit(rows, QUIET, ended()), Kind.DOUBLED, "CHAN_START 2 times");
        }

        @Test
        void whose_end_was_written_twice() {
            var rows = Rows.ofAnAnsweredCall().twice(AGENT, CelEvent.HANGUP);

            assertFinds(audit(rows, QUIET, ended()), Kind.DOUBLED, "HANGUP 2 times");
        }

        @Test
        void that_is_in_the_history_and_lives() {
            assertFinds(audit(Rows.ofAnAnsweredCall(), QUIET, ended(), live()), Kind.DOUBLED, "live");
        }
    }

    @Nested
    class a_call_is_drifting {

        @Test
        void whose_end_was_shifted() {
            var rows = Rows.ofAnAnsweredCall().shifted(AGENT, CelEvent.HANGUP, 1.5);

            assertFinds(audit(rows, QUIET, ended()), Kind.DRIFTING, "talk of 5.100 s here, 6.600 s");
        }

        @Test
        void whose_talk_was_not_noticed_here() {
            assertFinds(
                    audit(Rows.ofAnAnsweredCall(), QUIET, ended(null, after(7.2))),
                    Kind.DRIFTING,
                    "talk of 0.000 s here");
        }

        @Test
        void whose_talk_the_ledger_does_not_have() {
            var rows = Rows.ofAnAnsweredCall().without(CUSTOMER, CelEvent.BRIDGE_ENTER);

            assertFinds(audit(rows, QUIET, ended()), Kind.DRIFTING, "0.000 s in the PBX's ledger");
        }

        @Test
        void not_when_the_times_differ_by_a_second_at_most() {
            var rows = Rows.ofAnAnsweredCall().shifted(AGENT, CelEvent.HANGUP, 0.9);

            assertThat(audit(rows, QUIET, ended())).isEmpty();
        }
    }

    @Nested
    class a_call_that_the_pbx_cut_off {

        private final Rows cut =
                Rows.ofAnAnsweredCall().without(AGENT, CelEvent.HANGUP).without(CUSTOMER, CelEvent.HANGUP);

        @Test
        void is_not_held_against_us_when_it_ended_with_the_boot() {
            var life = new PbxLife("pbx-1", List.of(new PbxLife.Boot(after(20), after(30))), null);

            assertThat(audit(cut, life, ended(after(2.1), after(20)))).isEmpty();
        }

        @Test
        void is_a_phantom_when_the_pbx_did_not_start_anew() {
            assertThat(audit(cut, QUIET, ended(after(2.1), after(20))))
                    .extracting(Finding::kind)
                    .containsOnly(Kind.PHANTOM);
        }

        @Test
        void is_a_phantom_when_it_ended_long_before_the_pbx_was_last_heard() {
            var life = new PbxLife("pbx-1", List.of(new PbxLife.Boot(after(200), after(210))), null);

            assertThat(audit(cut, life, ended(after(2.1), after(20))))
                    .extracting(Finding::kind)
                    .containsOnly(Kind.PHANTOM);
        }

        @Test
        void is_a_phantom_when_the_start_was_before_it() {
            var life =
                    new PbxLife("pbx-1", List.of(new PbxLife.Boot(NOON.minusSeconds(60), NOON.minusSeconds(50))), null);

            assertThat(audit(cut, life, ended(after(2.1), after(20))))
                    .extracting(Finding::kind)
                    .containsOnly(Kind.PHANTOM);
        }
    }

    @Test
    void a_call_that_never_had_a_channel_needs_none() {
        var declined = new KeptCall(
                ID,
                "acme",
                "pbx-1",
                null,
                after(1),
                List.of(
                        new KeptCall.Leg(AGENT, false, false, false, null),
                        new KeptCall.Leg(CUSTOMER, false, false, false, null)));

        assertThat(audit(new Rows(), QUIET, declined)).isEmpty();
    }
}
