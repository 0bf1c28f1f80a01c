package io.tandem.local;

import io.tandem.local.audit.Since;
import io.tandem.local.token.Claims;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words to {@link Command}. */
final class CommandLine {

    /** What a command takes: how many plain words, which options alone, which with a value. */
    private record Shape(String usage, int words, Set<String> flags, Set<String> options) {}

    private static final Map<String, Shape> SHAPES = Map.of(
            "up", new Shape("up [--detach]", 0, Set.of("--detach"), Set.of()),
            "down", new Shape("down", 0, Set.of(), Set.of()),
            "status", new Shape("status", 0, Set.of(), Set.of()),
            "logs", new Shape("logs SERVICE [-f]", 1, Set.of("-f"), Set.of()),
            "restart", new Shape("restart SERVICE", 1, Set.of(), Set.of()),
            "kill", new Shape("kill SERVICE", 1, Set.of(), Set.of()),
            "token",
                    new Shape(
                            "token [--role R] [--tenant T] [--agent ID]",
                            0,
                            Set.of(),
                            Set.of("--role", "--tenant", "--agent")),
            "call", new Shape("call AGENT NUMBER", 2, Set.of(), Set.of()),
            "audit", new Shape("audit [--since 1h|TIME]", 0, Set.of(), Set.of("--since")),
            "demo", new Shape("demo [--keep]", 0, Set.of("--keep"), Set.of()));

    private record Words(List<String> plain, Set<String> flags, Map<String, String> options) {}

    static Command parse(List<String> arguments) {
        if (arguments.isEmpty() || Set.of("help", "--help", "-h").contains(arguments.getFirst())) {
            return new Command.Help();
        }
        var name = arguments.getFirst();
        var shape = SHAPES.get(name);
        if (shape == null) {
            return new Command.Wrong("there is no command \"" + name + "\"; ./tandem help lists them");
        }
        return words(arguments.subList(1, arguments.size()), shape)
                .map(words -> command(name, words))
                .orElseGet(() -> new Command.Wrong("usage: ./tandem " + shape.usage()));
    }

    private static Optional<Words> words(List<String> arguments, Shape shape) {
        var plain = new ArrayList<String>();
        var flags = new java.util.HashSet<String>();
        var options = new HashMap<String, String>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var word = rest.next();
            if (shape.flags().contains(word)) {
                flags.add(word);
            } else if (shape.options().contains(word) && rest.hasNext()) {
                options.put(word, rest.next());
            } else if (!word.startsWith("-")) {
                plain.add(word);
            } else {
                return Optional.empty();
            }
        }
        return plain.size() == shape.words() ? Optional.of(new Words(plain, flags, options)) : Optional.empty();
    }

    private static Command command(String name, Words words) {
        return switch (name) {
            case "up" -> new Command.Up(words.flags().contains("--detach"));
            case "down" -> new Command.Down();
            case "status" -> new Command.Status();
            case "logs" ->
                new Command.Logs(words.plain().getFirst(), words.flags().contains("-f"));
            case "restart" -> new Command.Restart(words.plain().getFirst());
            case "kill" -> new Command.Kill(words.plain().getFirst());
            case "token" -> token(words.options());
            case "call" ->
                new Command.Call(words.plain().getFirst(), words.plain().getLast());
            case "audit" -> audit(words.options());
            case "demo" -> new Command.Demo(words.flags().contains("--keep"));
            default -> throw new IllegalStateException("no command for " + name);
        };
    }

    private static Command audit(Map<String, String> options) {
        try {
            return new Command.Audit(Since.parse(options.getOrDefault("--since", "1h")));
        } catch (IllegalArgumentException e) {
            return new Command.Wrong(String.valueOf(e.getMessage()));
        }
    }

    /** An agent's token by default when an agent is named, else the administrator's. */
    private static Command token(Map<String, String> options) {
        var agent = Optional.ofNullable(options.get("--agent"));
        var role = options.getOrDefault("--role", agent.isPresent() ? "agent" : "admin");
        try {
            return new Command.Token(new Claims(role, options.getOrDefault("--tenant", Claims.DEFAULT_TENANT), agent));
        } catch (IllegalArgumentException e) {
            return new Command.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private CommandLine() {}
}
