package io.tandem.local;

import static java.util.Map.entry;

import io.tandem.local.audit.Since;
import io.tandem.local.token.Claims;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Words to {@link Command}. */
final class CommandLine {

    /** What a command takes: how many plain words, which options alone, which with a value. */
    private record Shape(String usage, int words, Set<String> flags, Set<String> options) {}

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            entry("up", new Shape("up [--detach]", 0, Set.of("--detach"), Set.of())),
            entry("down", new Shape("down", 0, Set.of(), Set.of())),
            entry("status", new Shape("status", 0, Set.of(), Set.of())),
            entry("logs", new Shape("logs SERVICE [-f]", 1, Set.of("-f"), Set.of())),
            entry("restart", new Shape("restart SERVICE [--env NAME=VALUE]…", 1, Set.of(), Set.of("--env"))),
            entry("scale", new Shape("scale SERVICE N (1 to 9)", 2, Set.of(), Set.of())),
            entry("kill", new Shape("kill SERVICE", 1, Set.of(), Set.of())),
            entry(
                    "token",
                    new Shape(
                            "token [--role R] [--tenant T] [--agent ID]",
                            0,
                            Set.of(),
                            Set.of("--role", "--tenant", "--agent"))),
            entry("call", new Shape("call AGENT NUMBER", 2, Set.of(), Set.of())),
            entry("audit", new Shape("audit [--since 1h|TIME]", 0, Set.of(), Set.of("--since"))),
            entry("demo", new Shape("demo [--keep]", 0, Set.of("--keep"), Set.of())));

    private record Words(List<String> plain, Set<String> flags, Map<String, List<String>> options) {

        List<String> all(String option) {
            return options.getOrDefault(option, List.of());
        }

        Optional<String> last(String option) {
            return all(option).isEmpty()
                    ? Optional.empty()
                    : Optional.of(all(option).getLast());
        }
    }

    private static final Pattern COUNT = Pattern.compile("[1-9]");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)");

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
        var options = new HashMap<String, List<String>>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var word = rest.next();
            if (shape.flags().contains(word)) {
                flags.add(word);
            } else if (shape.options().contains(word) && rest.hasNext()) {
                options.computeIfAbsent(word, _ -> new ArrayList<>()).add(rest.next());
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
            case "restart" -> restart(words.plain().getFirst(), words.all("--env"));
            case "kill" -> new Command.Kill(words.plain().getFirst());
            case "scale" -> scale(words.plain().getFirst(), words.plain().getLast());
            case "token" -> token(words);
            case "call" ->
                new Command.Call(words.plain().getFirst(), words.plain().getLast());
            case "audit" -> audit(words);
            case "demo" -> new Command.Demo(words.flags().contains("--keep"));
            default -> throw new IllegalStateException("no command for " + name);
        };
    }

    private static Command restart(String part, List<String> variables) {
        var environment = new HashMap<String, String>();
        for (var variable : variables) {
            var match = VARIABLE.matcher(variable);
            if (!match.matches()) {
                return new Command.Wrong("\"" + variable + "\" is no variable; one is written NAME=VALUE");
            }
            environment.put(match.group(1), match.group(2));
        }
        return new Command.Restart(part, Map.copyOf(environment));
    }

    private static Command scale(String service, String count) {
        return COUNT.matcher(count).matches()
                ? new Command.Scale(service, Integer.parseInt(count))
                : new Command.Wrong("\"" + count + "\" is not a number of replicas, 1 to 9");
    }

    private static Command audit(Words words) {
        try {
            return new Command.Audit(Since.parse(words.last("--since").orElse("1h")));
        } catch (IllegalArgumentException e) {
            return new Command.Wrong(String.valueOf(e.getMessage()));
        }
    }

    /** An agent's token by default when an agent is named, else the administrator's. */
    private static Command token(Words words) {
        var agent = words.last("--agent");
        var role = words.last("--role").orElse(agent.isPresent() ? "agent" : "admin");
        try {
            return new Command.Token(new Claims(role, words.last("--tenant").orElse(Claims.DEFAULT_TENANT), agent));
        } catch (IllegalArgumentException e) {
            return new Command.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private CommandLine() {}
}
