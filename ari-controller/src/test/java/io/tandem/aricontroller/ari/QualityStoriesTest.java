package io.tandem.aricontroller.ari;

import static io.tandem.aricontroller.ari.Served.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the parties can be heard, asked of a scripted peer while somebody watches. */
class QualityStoriesTest {

    private Served call;

    @BeforeEach
    void serve() {
        call = new Served().started().connected();
    }

    @AfterEach
    void close() {
        call.close();
    }

    private static JsonObject figures(double jitter, int lost) {
        return new JsonObject()
                .put("rxcount", 990)
                .put("txcount", 1000)
                .put("rxjitter", jitter)
                .put("txjitter", 0.0)
                .put("rxploss", lost)
                .put("txploss", 0)
                .put("rtt", 0.08);
    }

    private AriCommand.WatchQuality watch(long order, Instant until) {
        return new AriCommand.WatchQuality("watch-" + order, call.callId, "pbx-1", Served.soon(), until, order);
    }

    private PbxFact.QualityMeasured measured() {
        return await().atMost(PATIENCE)
                .until(() -> call.facts.of(PbxFact.QualityMeasured.class), all -> !all.isEmpty())
                .getLast();
    }

    @Test
    void each_leg_with_figures_is_measured_at_once() {
        call.asterisk.measures(call.agent, figures(0.002, 0));
        call.asterisk.measures(call.customer, figures(0.030, 10));

        assertThat(call.answerTo(watch(7, Instant.now().plusSeconds(60)))).isInstanceOf(PbxFact.CommandDone.class);

        assertThat(measured().legs()).hasSize(2).anySatisfy(leg -> {
            assertThat(leg.channelId()).isEqualTo(call.customer);
            assertThat(leg.quality().jitterMs()).isEqualTo(30.0);
            assertThat(leg.quality().lossPercent()).isEqualTo(1.0);
            assertThat(leg.quality().rttMs()).isEqualTo(80.0);
            assertThat(leg.quality().mos()).isBetween(4.0, 4.5);
        });
    }

    @Test
    void a_leg_without_figures_is_left_out_and_nothing_is_told_of_none() {
        call.asterisk.measures(call.agent, figures(0.002, 0));
        call.asterisk.measures(call.customer, new JsonObject().put("rxcount", 0).put("txcount", 0));

        call.answerTo(watch(7, Instant.now().plusSeconds(60)));

        assertThat(measured().legs()).extracting(PbxFact.LegFigures::channelId).containsExactly(call.agent);
    }

    @Test
    void a_call_that_is_watched_is_controlled_as_any_other_and_ends() {
        call.asterisk.measures(call.agent, figures(0.002, 0));
        call.answerTo(watch(7, Instant.now().plusSeconds(60)));
        measured();

        assertThat(call.answerTo(call.hold(8))).isInstanceOf(PbxFact.CommandDone.class);
        call.asterisk.ends(call.customer, 16);

        call.awaitNothingLeft();
    }
}
