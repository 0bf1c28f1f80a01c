package io.tandem.aricontroller.ari;

import static io.tandem.aricontroller.ari.Served.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.contracts.MediaMode;
import io.tandem.contracts.PbxFact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Programs at the media port of a call that talks, told over real HTTP and a real WebSocket to a scripted peer. */
class MediaStoriesTest {

    private Served call;
    private String media;

    @BeforeEach
    void serve() {
        call = new Served().started().connected();
        media = call.callId + ".media.7";
    }

    @AfterEach
    void close() {
        call.close();
    }

    private void isAttached(MediaMode mode) {
        assertThat(call.answerTo(call.attachMedia(7, "echo", mode))).isInstanceOf(PbxFact.CommandDone.class);
    }

    private String reason() {
        return await().atMost(PATIENCE)
                .until(() -> call.facts.of(PbxFact.MediaEnded.class), facts -> facts.size() == 1)
                .getFirst()
                .reason();
    }

    @Nested
    class a_program_that_is_attached {

        @Test
        void is_in_the_calls_bridge_and_knows_its_stream() {
            isAttached(MediaMode.TALK);

            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer, media);
            assertThat(call.asterisk.variable(media, "connected to")).isEqualTo("127.0.0.1:9092");
            assertThat(call.asterisk.variable(media, "told first")).isEqualTo("00000000-0000-3000-8000-000000000001");
            assertThat(call.asterisk.requests()).doesNotContain("POST /channels/" + media + "/mute");
            assertThat(call.facts.of(PbxFact.MediaAttached.class)).hasSize(1);
        }

        @Test
        void is_muted_before_anybody_could_hear_it_where_it_only_listens() {
            isAttached(MediaMode.LISTEN);

            assertThat(call.asterisk.requests())
                    .containsSubsequence(
                            "POST /channels/" + media + "/mute", "POST /bridges/" + call.bridge + "/addChannel");
        }

        @Test
        void is_attached_once_where_the_command_is_read_again() {
            isAttached(MediaMode.TALK);

            isAttached(MediaMode.TALK);

            assertThat(call.asterisk.requests().stream().filter("POST /channels/externalMedia"::equals))
                    .hasSize(1);
        }

        @Test
        void is_gone_when_it_is_detached_and_the_call_goes_on() {
            isAttached(MediaMode.TALK);

            assertThat(call.answerTo(call.detachMedia(8, 7))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(reason()).isEqualTo("detached");
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
        }

        @Test
        void leaves_the_call_as_it_was_when_its_connection_ends() {
            isAttached(MediaMode.TALK);

            call.asterisk.ends(media, 16);

            assertThat(reason()).isEqualTo("the connection ended");
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
        }

        @Test
        void is_told_as_gone_when_it_is_detached_too_late() {
            assertThat(call.answerTo(call.detachMedia(8, 7))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(reason()).isEqualTo("was gone already");
        }

        @Test
        void stays_with_the_customer_when_the_call_is_transferred() {
            isAttached(MediaMode.TALK);
            var bob = call.callId + ".agent.9";
            call.answerTo(call.transferTo(bob));
            call.asterisk.answers(bob);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.bridged(call.bridge))
                    .containsExactlyInAnyOrder(bob, call.customer, media));
        }

        @Test
        void goes_with_the_call() {
            isAttached(MediaMode.TALK);

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void goes_on_with_the_next_owner_who_can_detach_it() {
            isAttached(MediaMode.TALK);
            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE)
                    .until(() -> call.facts.of(PbxFact.LinkUp.class).size() == 2);

            assertThat(call.answerTo(call.detachMedia(8, 7))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(reason()).isEqualTo("detached");
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
        }
    }

    @Nested
    class a_program_that_cannot_be_attached {

        private void isRefusedWith(String reason) {
            assertThat(call.outcomes.getLast())
                    .isInstanceOfSatisfying(PbxFact.CommandRefused.class, refused -> assertThat(refused.reason())
                            .contains(reason));
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.facts.of(PbxFact.MediaAttached.class)).isEmpty();
        }

        @Test
        void is_refused_without_a_word_to_the_pbx_where_the_operator_does_not_list_it() {
            call.answerTo(call.attachMedia(7, "somewhere-else", MediaMode.TALK));

            isRefusedWith("no media target somewhere-else");
            assertThat(call.asterisk.requests()).doesNotContain("POST /channels/externalMedia");
        }

        @Test
        void is_refused_where_it_does_not_take_the_connection() {
            call.asterisk.refuses("POST /channels/externalMedia", 500);

            call.answerTo(call.attachMedia(7, "echo", MediaMode.TALK));

            isRefusedWith("500");
        }

        @Test
        void is_refused_and_hung_up_where_its_channel_never_comes() {
            call.asterisk.keepsOutside(".media.7");

            call.answerTo(call.attachMedia(7, "echo", MediaMode.TALK));

            isRefusedWith("did not take the connection");
        }

        @Test
        void is_refused_and_hung_up_where_it_cannot_be_muted() {
            call.asterisk.refuses(".media.7/mute", 500);

            call.answerTo(call.attachMedia(7, "echo", MediaMode.LISTEN));

            isRefusedWith("500");
        }

        @Test
        void is_not_let_in_when_its_channel_comes_after_all() {
            call.asterisk.keepsOutside(".media.7");
            call.asterisk.ignores("DELETE /channels/" + media);
            call.answerTo(call.attachMedia(7, "echo", MediaMode.TALK));
            call.asterisk.listensAgain();

            call.asterisk.handsOver(media, call.application());

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.channels())
                    .containsExactlyInAnyOrder(call.agent, call.customer));
        }
    }
}
