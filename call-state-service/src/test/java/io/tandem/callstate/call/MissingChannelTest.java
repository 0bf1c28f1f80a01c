package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.testkit.call.Facts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a snapshot lacks: see ADR-0011. */
class MissingChannelTest {

    private static final String ID = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final Instant LATER = Facts.NOON.plusSeconds(60);

    private final Facts agent = Facts.of(ID).ami().agent();
    private final Facts customer = Facts.of(ID).ami().customer();

    private static PbxFact.ChannelMissing missing(Facts leg, Instant begunAt) {
        return new PbxFact.ChannelMissing(ID, Facts.PBX, FactSource.TANDEM, LATER, leg.channelId(), begunAt);
    }

    @Test
    void a_call_whose_channels_the_pbx_lost_ends_once_however_often_it_is_said() {
        var call = Rehearsal.connected(ID)
                .sees(
                        missing(agent, LATER),
                        missing(customer, LATER),
                        missing(agent, LATER),
                        missing(customer, LATER.plusSeconds(9)))
                .waitsUntilTheEnd();

        assertThat(call.told()).endsWith("Connected", "Ended").containsOnlyOnce("Ended");
        assertThat(((Phase.Ended) call.call().phase()).outcome()).isEqualTo(CallOutcome.ANSWERED);
    }

    @Test
    void a_hang_up_that_was_heard_after_all_ends_it_no_second_time() {
        var call = Rehearsal.connected(ID)
                .sees(missing(agent, LATER), missing(customer, LATER))
                .waitsUntilTheEnd()
                .sees(agent.hungUp(16), customer.hungUp(16));

        assertThat(call.told()).containsOnlyOnce("Ended");
    }

    @Test
    void a_channel_that_was_first_seen_when_the_snapshot_began_or_later_is_not_missed() {
        var call =
                Rehearsal.connected(ID).sees(missing(agent, Facts.NOON), missing(customer, Facts.NOON.minusSeconds(1)));

        assertThat(call.call().phase()).isInstanceOf(Phase.Connected.class);
    }

    @Test
    void a_leg_that_was_never_seen_is_not_missed() {
        var call = Rehearsal.begun(ID, Rehearsal.BOTH).sees(missing(agent, LATER), missing(customer, LATER));

        assertThat(call.told()).containsExactly("Requested");
        assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
    }

    @Test
    void a_channel_that_is_no_leg_is_not_missed() {
        var call = Rehearsal.connected(ID);

        call.sees(new PbxFact.ChannelMissing(ID, Facts.PBX, FactSource.TANDEM, LATER, ID + ".third", LATER));

        assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
    }
}
