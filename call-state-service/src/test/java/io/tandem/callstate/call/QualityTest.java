package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.VoiceQuality;
import io.tandem.testkit.call.Facts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QualityTest {

    private static final String ID = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final VoiceQuality GOOD = new VoiceQuality(1, 0, 20.0, 4.4);
    private static final VoiceQuality POOR = new VoiceQuality(30, 4.5, null, 3.2);

    private final Facts agent = Facts.of(ID).ami().agent();
    private final Facts customer = Facts.of(ID).ami().customer();

    private static PbxFact.LegQuality measured(Facts leg, VoiceQuality quality) {
        return new PbxFact.LegQuality(ID, Facts.PBX, FactSource.AMI, Facts.NOON, leg.channelId(), quality);
    }

    private static PbxFact.QualityMeasured now(PbxFact.LegFigures... legs) {
        return new PbxFact.QualityMeasured(ID, Facts.PBX, FactSource.ARI, Facts.NOON, List.of(legs));
    }

    @Nested
    class of_a_call_that_somebody_watches {

        private Rehearsal watched() {
            return Rehearsal.connected(ID).isAsked(new Ask.WatchQuality(Duration.ofSeconds(60)));
        }

        @Test
        void is_asked_of_the_pbx_until_then() {
            assertThat(watched().commands().getLast())
                    .isInstanceOfSatisfying(AriCommand.WatchQuality.class, watch -> assertThat(watch.until())
                            .isEqualTo(Facts.NOON.plusSeconds(60)));
        }

        @Test
        void is_told_each_time_the_worse_of_the_legs_and_shown_of_each() {
            var call = watched()
                    .sees(now(
                            new PbxFact.LegFigures(agent.channelId(), GOOD),
                            new PbxFact.LegFigures(customer.channelId(), POOR)))
                    .sees(now(new PbxFact.LegFigures(customer.channelId(), GOOD)));

            assertThat(call.told()).endsWith("Connected", "QualityMeasured", "QualityMeasured");
            var view = CallView.of(call.call());
            assertThat(view.quality()).isEqualTo(GOOD);
            assertThat(view.legs()).extracting(CallView.LegView::quality).containsExactly(GOOD, GOOD);
        }

        @Test
        void of_a_leg_that_is_gone_or_a_stranger_says_nothing() {
            var call = watched().sees(agent.hungUp(16), now(new PbxFact.LegFigures(agent.channelId(), POOR)));

            assertThat(call.told()).doesNotContain("QualityMeasured");
            call.sees(now(new PbxFact.LegFigures(ID + ".party.9", POOR)), now());
            assertThat(call.told()).doesNotContain("QualityMeasured");
        }

        @Test
        void cannot_be_watched_by_ami_alone() {
            var call = Rehearsal.begun(ID, Rehearsal.ONLY_AMI)
                    .sees(
                            agent.created(),
                            agent.answered(),
                            agent.joinedTheRoom(),
                            customer.created(),
                            customer.answered(),
                            customer.joinedTheRoom())
                    .isAsked(new Ask.WatchQuality(Duration.ofSeconds(60)));

            assertThat(call.refusal()).contains("AMI alone, which cannot quality/watch");
        }
    }

    @Nested
    class of_a_call_that_talked {

        @Test
        void is_the_worse_of_its_legs_in_each_figure_and_told_once_before_the_end() {
            var call = Rehearsal.connected(ID)
                    .sees(
                            measured(agent, POOR),
                            agent.hungUp(16),
                            measured(customer, GOOD),
                            customer.hungUp(16),
                            measured(customer, POOR));

            assertThat(call.told())
                    .endsWith("Connected", "QualityMeasured", "Ended")
                    .containsOnlyOnce("QualityMeasured");
            var worst = new VoiceQuality(30, 4.5, 20.0, 3.2);
            assertThat(call.events().get(call.events().size() - 2))
                    .isInstanceOfSatisfying(CallEvent.QualityMeasured.class, q -> assertThat(q.quality())
                            .isEqualTo(worst));
            assertThat(CallView.of(call.call()).quality()).isEqualTo(worst);
        }

        @Test
        void is_waited_for_when_ari_was_the_first_to_see_the_end() {
            var call = Rehearsal.connected(ID)
                    .sees(agent.ari().hungUp(16), customer.ari().hungUp(16));
            assertThat(call.told()).endsWith("Connected");

            call.sees(measured(agent, GOOD), agent.hungUp(16), customer.hungUp(16));

            assertThat(call.told()).endsWith("Connected", "QualityMeasured", "Ended");
        }

        @Test
        void is_not_waited_for_longer_than_a_moment() {
            var call = Rehearsal.connected(ID)
                    .sees(agent.ari().hungUp(16), customer.ari().hungUp(16));

            call.waits();

            assertThat(call.told()).endsWith("Connected", "Ended");
        }

        @Test
        void is_not_waited_for_when_ami_is_away() {
            var call = Rehearsal.connected(ID)
                    .with(Rehearsal.ONLY_ARI)
                    .sees(agent.ari().hungUp(16), customer.ari().hungUp(16));

            assertThat(call.told()).endsWith("Connected", "Ended");
        }
    }

    @Test
    void is_not_told_of_a_call_in_which_nothing_was_measured() {
        var call = Rehearsal.connected(ID).sees(agent.hungUp(16), customer.hungUp(16));

        assertThat(call.told()).endsWith("Connected", "Ended");
        assertThat(CallView.of(call.call()).quality()).isNull();
    }

    @Test
    void of_a_channel_that_is_no_leg_changes_nothing() {
        var call = Rehearsal.connected(ID);
        long version = call.call().version();

        call.sees(new PbxFact.LegQuality(ID, Facts.PBX, FactSource.AMI, Facts.NOON, ID + ".third", GOOD));

        assertThat(call.call().version()).isEqualTo(version);
    }
}
