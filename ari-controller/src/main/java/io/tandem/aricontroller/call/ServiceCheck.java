package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a command for a caller who waits is well formed. No name leads out of Asterisk's sounds or into a context of its own choice. */
final class ServiceCheck {

    private static final int MOST_MEDIA = 20;
    private static final int MOST_CHOICES = 100;
    private static final int MOST_RETRIES = 5;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final String NAME = "[A-Za-z0-9_-]{1,64}(?:/[A-Za-z0-9_-]{1,64}){0,3}";
    private static final Pattern SOUND = Pattern.compile(NAME);
    private static final Pattern MEDIA = Pattern.compile("sound:" + NAME + "|number:[0-9]{1,9}|digits:[0-9*#]{1,32}");
    private static final Pattern UNTIL = Pattern.compile("[0-9*#]{0,12}");
    private static final Pattern CHOICE = Pattern.compile("[0-9*#]{1,6}");
    private static final Pattern MUSIC = Pattern.compile("[A-Za-z0-9_-]{1,79}");

    /** Not one of the dialplan's own (h, i, t, T, o, a, e): those mean something else. */
    private static final Pattern EXTENSION =
            Pattern.compile("s|[+*#0-9][A-Za-z0-9+*#_-]{0,39}|[A-Za-z][A-Za-z0-9_-]{1,39}");

    private final Set<String> contexts;

    /** @param contexts the dialplan's, into which a caller may be sent */
    ServiceCheck(Set<String> contexts) {
        this.contexts = Set.copyOf(contexts);
    }

    Optional<String> refusal(AriCommand.Serve command) {
        if (!command.channelId().equals(LegId.customerOf(command.callId()))) {
            return Optional.of("channelId is not the customer's");
        }
        return switch (command) {
            case AriCommand.AnswerCaller c ->
                when(c.music() != null && !MUSIC.matcher(c.music()).matches(), "music is not the name of a class");
            case AriCommand.Announce c -> announce(c);
            case AriCommand.RunMenu c -> menu(c);
            case AriCommand.ContinueInDialplan c ->
                when(!contexts.contains(c.context()), "context is not on the list")
                        .or(() -> when(!EXTENSION.matcher(c.extension()).matches(), "extension is not well formed"));
        };
    }

    private static Optional<String> announce(AriCommand.Announce c) {
        return when(!areMedia(c.media()), "media are not 1 to " + MOST_MEDIA + " of sound, number, digits")
                .or(() -> when(!UNTIL.matcher(c.until()).matches(), "until is not of 0-9 * #"));
    }

    private static Optional<String> menu(AriCommand.RunMenu c) {
        return when(c.prompts().isEmpty() || !areSounds(c.prompts()), "prompts are not 1 to 20 names of sounds")
                .or(() -> when(!areSounds(c.invalid()), "invalid are not names of sounds"))
                .or(() ->
                        when(!areChoices(c.choices()), "choices are not 1 to 100 different ones of 1 to 6 of 0-9 * #"))
                .or(() -> when(!isSilence(c.digitTimeout()), "digitTimeout is not within 1 and 30 s"))
                .or(() -> when(c.retries() < 0 || c.retries() > MOST_RETRIES, "retries are not within 0 and 5"));
    }

    private static boolean areMedia(List<String> media) {
        return !media.isEmpty()
                && media.size() <= MOST_MEDIA
                && media.stream().allMatch(one -> MEDIA.matcher(one).matches());
    }

    private static boolean areSounds(List<String> names) {
        return names.size() <= MOST_MEDIA
                && names.stream().allMatch(name -> SOUND.matcher(name).matches());
    }

    private static boolean areChoices(List<String> choices) {
        return !choices.isEmpty()
                && choices.size() <= MOST_CHOICES
                && new HashSet<>(choices).size() == choices.size()
                && choices.stream().allMatch(choice -> CHOICE.matcher(choice).matches());
    }

    private static boolean isSilence(Duration limit) {
        return limit.compareTo(Duration.ofSeconds(1)) >= 0 && limit.compareTo(LONGEST_SILENCE) <= 0;
    }

    private static Optional<String> when(boolean isWrong, String reason) {
        return isWrong ? Optional.of(reason) : Optional.empty();
    }
}
