package io.tandem.aricontroller.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.aricontroller.call.Dialogue.Turn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DialogueTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Dialogue.Menu menu(int retries, String... choices) {
        return new Dialogue.Menu(
                List.of("sound:welcome"), List.of("sound:invalid"), List.of(choices), SECOND, retries, "", 1);
    }

    private static Dialogue next(Turn turn) {
        return switch (turn) {
            case Turn.Say(Dialogue next, List<String> _) -> next;
            case Turn.Listen(Dialogue next, Duration _) -> next;
            case Turn.GoOn _, Turn.Over _ -> throw new AssertionError(turn + " has no next");
        };
    }

    @Nested
    class an_announcement {

        private final Dialogue.Announcement it = new Dialogue.Announcement(List.of("sound:a", "number:3"), "1#");

        @Test
        void says_all_of_it_and_is_over() {
            assertThat(it.begun()).isEqualTo(new Turn.Say(it, List.of("sound:a", "number:3")));
            assertThat(it.played()).isEqualTo(new Turn.Over(null, 1));
        }

        @Test
        void ends_by_one_of_its_digits_alone() {
            assertThat(it.pressed("#")).isEqualTo(new Turn.Over("#", 1));
            assertThat(it.pressed("2")).isEqualTo(new Turn.GoOn());
        }

        @Test
        void without_digits_goes_on_whatever_is_pressed() {
            assertThat(new Dialogue.Announcement(List.of("sound:a"), "").pressed("1"))
                    .isEqualTo(new Turn.GoOn());
        }
    }

    @Nested
    class a_menu {

        @Test
        void listens_once_its_prompts_are_over() {
            assertThat(menu(1, "1").played()).isEqualTo(new Turn.Listen(menu(1, "1"), SECOND));
        }

        @Test
        void takes_a_choice_that_begins_no_other_at_once() {
            assertThat(menu(1, "1", "2").pressed("2")).isEqualTo(new Turn.Over("2", 1));
        }

        @Test
        void waits_after_a_choice_that_another_begins_with() {
            var waiting = menu(1, "1", "12").pressed("1");

            assertThat(waiting).isInstanceOf(Turn.Listen.class);
            assertThat(next(waiting).pressed("2")).isEqualTo(new Turn.Over("12", 1));
            assertThat(next(waiting).silent()).isEqualTo(new Turn.Over("1", 1));
        }

        @Test
        void takes_the_beginning_of_a_choice_for_wrong_when_no_more_is_pressed() {
            var half = next(menu(1, "123").pressed("1"));

            assertThat(half.silent())
                    .isEqualTo(new Turn.Say(
                            new Dialogue.Menu(
                                    List.of("sound:welcome"),
                                    List.of("sound:invalid"),
                                    List.of("123"),
                                    SECOND,
                                    1,
                                    "",
                                    2),
                            List.of("sound:invalid", "sound:welcome")));
        }

        @Test
        void begins_the_next_try_without_what_was_pressed_in_the_last() {
            var second = next(next(menu(2, "12", "2").pressed("1")).pressed("1"));

            assertThat(second.pressed("2")).isEqualTo(new Turn.Over("2", 2));
        }

        @Test
        void asks_again_without_a_word_about_it_when_nothing_was_pressed() {
            var again = menu(1, "1").silent();

            assertThat(again).isInstanceOfSatisfying(Turn.Say.class, say -> assertThat(say.media())
                    .containsExactly("sound:welcome"));
            assertThat(next(again).silent()).isEqualTo(new Turn.Over(null, 2));
        }

        @Test
        void without_retries_ends_with_the_first_wrong_choice() {
            assertThat(menu(0, "1").pressed("9")).isEqualTo(new Turn.Over(null, 1));
        }

        @Test
        void is_said_once_a_try_at_most() {
            assertThat(menu(3, "1").mostSaid()).isEqualTo(4);
        }

        @Test
        void knows_stars_and_hashes() {
            assertThat(menu(0, "*", "#1").pressed("*")).isEqualTo(new Turn.Over("*", 1));
            assertThat(next(menu(0, "*", "#1").pressed("#")).pressed("1")).isEqualTo(new Turn.Over("#1", 1));
        }
    }
}
