package io.tandem.bench.callstate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What clients asked of Redis meanwhile, as its MONITOR tells it: that alone tells what a client sent from what a script did, which
 * {@code INFO commandstats} counts alike. Scripts go by their names. It costs Redis time: not to be used while anything else is measured.
 */
final class RoundTrips implements AutoCloseable {

    private static final Path SCRIPTS =
            Path.of(System.getProperty("tandem.root", ".")).resolve("call-state-service/src/main/resources/redis");
    private static final Pattern SENT =
            Pattern.compile("^\\+[\\d.]+ \\[\\d+ (?!lua)[^]]+] \"(\\w+)\"(?: \"([^\"]*)\")?.*");
    /** A transition of a call is the longest by far. */
    private static final int LONG = 1_000;

    private final RedisConsole console;
    private final Map<String, String> names = names();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile long longLines;
    private volatile long longBytes;
    private volatile boolean closed;

    RoundTrips(int port) {
        console = new RedisConsole(port);
        console.ask("MONITOR");
        reader = Thread.ofPlatform().daemon().name("monitor").start(this::read);
    }

    private void read() {
        while (!closed) {
            String line;
            try {
                line = console.line();
            } catch (UncheckedIOException e) {
                if (!closed) {
                    throw e;
                }
                return;
            }
            var sent = SENT.matcher(line);
            if (sent.matches()) {
                var command = sent.group(1).toLowerCase(Locale.ROOT);
                counts.merge(
                        command.equals("evalsha") ? names.getOrDefault(sent.group(2), command) : command,
                        1,
                        Integer::sum);
                if (line.length() > LONG) {
                    longBytes += line.length();
                    longLines++;
                }
            }
        }
    }

    /** By the digests by which they are called. */
    private static Map<String, String> names() {
        try (var files = Files.newDirectoryStream(SCRIPTS, "*.lua")) {
            var digest = MessageDigest.getInstance("SHA-1");
            var names = new HashMap<String, String>();
            for (var file : files) {
                names.put(
                        HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))),
                        file.getFileName().toString());
            }
            return Map.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param ofAFact requests for each fact, by command or script
     * @param bytes of a transition's script call, in the mean, about
     */
    record Seen(Map<String, Double> ofAFact, int bytes) {

        double all() {
            return ofAFact.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** So far, while so many facts were told. */
    Seen seen(long facts) {
        var ofAFact = new TreeMap<String, Double>();
        counts.forEach((command, count) -> ofAFact.put(command, (double) count / facts));
        return new Seen(ofAFact, longLines == 0 ? 0 : Math.toIntExact(longBytes / longLines));
    }

    @Override
    public void close() {
        closed = true;
        console.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
