package io.tandem.notifier.telegram;

import java.util.Locale;
import java.util.Optional;

/** What somebody in a chat asks for. */
public sealed interface Command {

    record Calls() implements Command {}

    record Agents() implements Command {}

    record Campaigns() implements Command {}

    record Status() implements Command {}

    record Pause(String name) implements Command {}

    record Resume(String name) implements Command {}

    /** Empty for what is no command of ours. In groups a command may name its bot: {@code /calls@some_bot}. */
    static Optional<Command> parse(String text) {
        var words = text.strip().split("\\s+", 2);
        var name = words[0].split("@", 2)[0].toLowerCase(Locale.ROOT);
        var argument = words.length > 1 ? words[1] : "";
        return switch (name) {
            case "/calls" -> Optional.of(new Calls());
            case "/agents" -> Optional.of(new Agents());
            case "/campaigns" -> Optional.of(new Campaigns());
            case "/status" -> Optional.of(new Status());
            case "/pause" -> Optional.of(new Pause(argument));
            case "/resume" -> Optional.of(new Resume(argument));
            default -> Optional.empty();
        };
    }
}
