package io.tandem.acceptance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The PBX as its own console shows it: a witness that no service of the suite stands behind. */
public final class Pbx {

    private static final int CALL_ID = 26;

    private final Part part;

    Pbx(Part part) {
        this.part = part;
    }

    /** What Asterisk's console answers. */
    public String console(String order) {
        var words = new ArrayList<>(part.command());
        words.remove("-f");
        words.addAll(List.of("-rx", order));
        return Shell.run(words);
    }

    /** Rewrites a file of its configuration, which it reads again when its console is told to; the suite's next start writes its own. */
    public void configure(String file, UnaryOperator<String> change) {
        var words = part.command();
        var configured = Path.of(words.get(words.indexOf("-C") + 1)).resolveSibling(file);
        try {
            Files.writeString(configured, change.apply(Files.readString(configured)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a channel of ours, as when whoever is at its end hangs up. */
    public void hangUp(String channelId) {
        var name = console("core show channels concise")
                .lines()
                .filter(line -> line.endsWith("!" + channelId))
                .map(line -> line.substring(0, line.indexOf('!')))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel " + channelId));
        console("channel request hangup " + name);
    }

    /** The users of AMI, each as often as it is logged in. */
    public List<String> amiUsers() {
        return console("manager show connected")
                .lines()
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .filter(user -> user.startsWith("tandem-"))
                .toList();
    }

    /** The bridges of calls, as {@code bridge show all} lists them: only their names have a dot. */
    public List<String> bridges() {
        return console("bridge show all")
                .lines()
                .filter(line -> line.contains("."))
                .toList();
    }

    /** The calls of which {@code core show channels} lists a channel. */
    public Set<String> calls() {
        return console("core show channels concise")
                .lines()
                .map(line -> line.substring(line.lastIndexOf('!') + 1))
                .filter(channelId -> channelId.length() > CALL_ID && channelId.charAt(CALL_ID) == '.')
                .map(channelId -> channelId.substring(0, CALL_ID))
                .collect(Collectors.toUnmodifiableSet());
    }
}
