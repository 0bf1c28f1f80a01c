package io.tandem.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.acceptance.suite.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the PBX tell every AMI session events at a steady rate: a session of its own sends the action UserEvent, which its user may.
 * It waits for no answer, and notes when each came.
 */
final class AmiLoad implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    private final Socket socket;
    private final AtomicInteger sent = new AtomicInteger();
    private final List<Instant> sentAt = Collections.synchronizedList(new ArrayList<>());
    private final List<Instant> answeredAt = Collections.synchronizedList(new ArrayList<>());
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
        answers = Thread.ofVirtual().name("ami-load-answers").start(this::answers);
        writer = Thread.ofVirtual().name("ami-load").start(() -> send(event));
    }

    /** How many were sent so far. */
    int sent() {
        return sent.get();
    }

    /** The PBX told the n-th not before this. */
    Instant sentAt(int n) {
        return sentAt.get(n / perTick);
    }

    /** And not after this, which is known once the load is closed: a busy PBX reads an action some time after it was sent. */
    Instant answeredAt(int n) {
        return answeredAt.get(n);
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
                sentAt.add(Instant.now());
                say(out, batch.toString());
                sent.addAndGet(perTick);
            }
            say(out, "Action: Logoff\r\n\r\n");
        } catch (IOException e) {
            broken = e;
        }
    }

    private void answers() {
        try {
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            awaitAnswer(lines); // to the login
            while (awaitAnswer(lines)) {
                answeredAt.add(Instant.now());
            }
        } catch (IOException e) {
            broken = e;
        }
    }

    /** False when there are no more. */
    private static boolean awaitAnswer(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        while (line != null && !line.startsWith("Response: ")) {
            line = lines.readLine();
        }
        return line != null;
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
