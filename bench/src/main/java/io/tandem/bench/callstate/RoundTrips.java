package io.tandem.bench.callstate;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What clients asked of Redis meanwhile, as its MONITOR tells it: that alone tells what a client sent from what a script did, which
 * {@code INFO commandstats} counts alike. It costs Redis time: not to be used while anything else is measured.
 */
final class RoundTrips implements AutoCloseable {

    private static final Pattern SENT = Pattern.compile("^\\+[\\d.]+ \\[\\d+ (?!lua)[^]]+] \"(\\w+)\".*");
    /** A transition of a call is the longest by far. */
    private static final int LONG = 1_000;

    private final RedisConsole console;
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
                counts.merge(sent.group(1).toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
                if (line.length() > LONG) {
                    longBytes += line.length();
                    longLines++;
                }
            }
        }
    }

    /**
     * @param ofAFact requests for each fact, by command
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
