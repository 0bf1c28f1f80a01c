package io.tandem.callstate.ledger;

import static io.tandem.callstate.ledger.Rows.AGENT;
import static io.tandem.callstate.ledger.Rows.CUSTOMER;
import static io.tandem.callstate.ledger.Rows.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.PbxFact.LedgerEntry;
import io.tandem.contracts.PbxFact.LedgerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallLogTest {

    @Test
    void tells_a_call_in_the_order_in_which_it_went() {
        assertThat(Rows.ofAnAnsweredCall().log().entries())
                .extracting(e -> e.channelId().substring(ID.length() + 1) + " " + e.event())
                .containsExactly(
                        "agent CREATED",
                        "agent ANSWERED",
                        "agent ROOM_JOINED",
                        "agent ROOM_LEFT",
                        "agent BRIDGE_ENTERED",
                        "customer CREATED",
                        "customer ANSWERED",
                        "customer BRIDGE_ENTERED",
                        "customer BRIDGE_LEFT",
                        "customer HUNG_UP",
                        "agent BRIDGE_LEFT",
                        "agent HUNG_UP");
    }

    @Test
    void keeps_the_true_time_and_cause_of_a_hang_up() {
        assertThat(Rows.ofAnAnsweredCall().log().entries())
                .contains(new LedgerEntry(CUSTOMER, LedgerEvent.HUNG_UP, Rows.after(7.1), 16));
    }

    @Test
    void is_in_order_however_its_rows_come() {
        var rows = Rows.ofAnAnsweredCall().log().rows();

        assertThat(new CallLog(ID, rows.reversed()).rows()).isEqualTo(rows);
    }

    @Test
    void leaves_out_what_another_call_did_and_bridges_that_are_not_ours() {
        var log = new Rows()
                .row("01K0000000000000000000MORE.agent", CelEvent.HANGUP, 0, "", "")
                .row(AGENT, CelEvent.BRIDGE_ENTER, 1, "Dial", "some-bridge")
                .log();

        assertThat(log.entries()).isEmpty();
    }

    @Test
    void knows_which_channel_has_an_end() {
        var log = Rows.ofAnAnsweredCall().without(AGENT, CelEvent.HANGUP).log();

        assertThat(log.hasEndOf(AGENT)).isFalse();
        assertThat(log.hasEndOf(CUSTOMER)).isTrue();
        assertThat(log.lastOf(AGENT)).contains(Rows.after(7.2));
        assertThat(new CallLog(ID, List.of()).lastOf(AGENT)).isEmpty();
    }
}
