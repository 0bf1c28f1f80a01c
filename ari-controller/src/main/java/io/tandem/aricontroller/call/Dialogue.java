package io.tandem.aricontroller.call;

import io.tandem.contracts.AriCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to a caller and what they press: decided turn by turn. Pure. */
sealed interface Dialogue {

    /** What happens next. */
    sealed interface Turn {

        /** This is played, and what was played before is not any more. */
        record Say(Dialogue next, List<String> media) implements Turn {}

        /** Silence, for so long, unless something is pressed. */
        record Listen(Dialogue next, Duration limit) implements Turn {}

        /** What is played goes on. */
        record GoOn() implements Turn {}

        /** {@code digits}: what was pressed, null where nothing that counts was. */
        record Over(@Nullable String digits, int tries) implements Turn {}
    }

    Turn begun();

    /** How often something is said at most. */
    int mostSaid();

    /** What was played is over. */
    Turn played();

    Turn pressed(String digit);

    /** Nothing was pressed for as long as was listened. */
    Turn silent();

    /** {@code until}: the digits that end it. */
    record Announcement(List<String> media, String until) implements Dialogue {

        static Announcement of(AriCommand.Announce c) {
            return new Announcement(c.media(), c.until());
        }

        @Override
        public Turn begun() {
            return new Turn.Say(this, media);
        }

        @Override
        public int mostSaid() {
            return 1;
        }

        @Override
        public Turn played() {
            return new Turn.Over(null, 1);
        }

        @Override
        public Turn pressed(String digit) {
            return until.contains(digit) ? new Turn.Over(digit, 1) : new Turn.GoOn();
        }

        @Override
        public Turn silent() {
            return played();
        }
    }

    /**
     * A menu in its n-th try, with what was pressed of a choice so far. The longest choice wins: one that another begins with waits for
     * the next digit.
     */
    record Menu(
            List<String> prompts,
            List<String> invalid,
            List<String> choices,
            Duration digitTimeout,
            int retries,
            String entered,
            int tries)
            implements Dialogue {

        static Menu of(AriCommand.RunMenu c) {
            return new Menu(
                    sounds(c.prompts()), sounds(c.invalid()), c.choices(), c.digitTimeout(), c.retries(), "", 1);
        }

        @Override
        public Turn begun() {
            return new Turn.Say(this, prompts);
        }

        @Override
        public int mostSaid() {
            return retries + 1;
        }

        @Override
        public Turn played() {
            return new Turn.Listen(this, digitTimeout);
        }

        @Override
        public Turn pressed(String digit) {
            var all = entered + digit;
            if (choices.stream().anyMatch(choice -> choice.length() > all.length() && choice.startsWith(all))) {
                return new Turn.Listen(with(all, tries), digitTimeout);
            }
            return choices.contains(all) ? new Turn.Over(all, tries) : again(invalid);
        }

        @Override
        public Turn silent() {
            if (choices.contains(entered)) {
                return new Turn.Over(entered, tries);
            }
            return again(entered.isEmpty() ? List.of() : invalid);
        }

        private Turn again(List<String> first) {
            if (tries > retries) {
                return new Turn.Over(null, tries);
            }
            var media = new ArrayList<>(first);
            media.addAll(prompts);
            return new Turn.Say(with("", tries + 1), List.copyOf(media));
        }

        private Menu with(String pressed, int inTry) {
            return new Menu(prompts, invalid, choices, digitTimeout, retries, pressed, inTry);
        }

        private static List<String> sounds(List<String> names) {
            return names.stream().map(name -> "sound:" + name).toList();
        }
    }
}
