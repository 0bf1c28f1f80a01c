package io.tandem.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.acceptance.suite.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the PBX tell every AMI session events at a steady rate: a session of its own sends the action UserEvent, which its user may.
 * Nothing it says is awaited; its answers are read and dropped.
 */
final class AmiLoad implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    private final Socket socket;
    private final AtomicInteger sent = new AtomicInteger();
    private final Instant start = Instant.now();
    private final int perTick;
    private final Thread answers;
    private final Thread writer;
    private volatile boolean closed;
    private volatile @Nullable IOException broken;

    /** {@code event} gives the headers of the n-th UserEvent, from 0, each line ended by CR LF; a line has 1,000 bytes at most. */
    AmiLoad(int amiPort, String secret, int perSecond, IntFunction<String> event) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), amiPort);
            say(
                    socket.getOutputStream(),
                    "Action: Login\r\nUsername: tandem-events\r\nSecret: " + secret + "\r\nEvents: off\r\n\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        perTick = Math.toIntExact(perSecond * TICK.toMillis() / 1000);
        answers = Thread.ofVirtual().name("ami-load-answers").start(this::drop);
        writer = Thread.ofVirtual().name("ami-load").start(() -> send(event));
    }

    /** How many were sent so far. */
    int sent() {
        return sent.get();
    }

    /** When the n-th was sent, give or take what this machine was late. */
    Instant sentAt(int n) {
        return start.plus(TICK.multipliedBy(n / perTick));
    }

    private void send(IntFunction<String> event) {
        try {
            var out = socket.getOutputStream();
            for (long due = System.nanoTime(); !closed; due += TICK.toNanos()) {
                Await.reaching(due);
                var batch = new StringBuilder();
                for (int i = 0; i < perTick; i++) {
                    batch.append("Action: UserEvent\r\n")
                            .append(event.apply(sent.get() + i))
                            .append("\r\n");
                }
                say(out, batch.toString());
                sent.addAndGet(perTick);
            }
            say(out, "Action: Logoff\r\n\r\n");
        } catch (IOException e) {
            broken = e;
        }
    }

    private void drop() {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            broken = e;
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    /** Asterisk has read all that was sent when this returns: it answers the logoff by closing. @throws AssertionError when the session broke: then there was no load */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join();
            answers.join();
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (broken != null) {
            throw new AssertionError("the load's own AMI session broke", broken);
        }
    }
}
