package io.tandem.bench.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tandem.ami.AmiHeaders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Greets, takes any login, answers what clients ask at their start, and then writes a stream as fast as it is read. */
final class StreamingPbx implements AutoCloseable {

    static final byte[] BANNER = "Asterisk Call Manager/11.0.0\r\n".getBytes(ISO_8859_1);

    private final ServerSocket server;
    private final BlockingQueue<Session> loggedIn = new LinkedBlockingQueue<>();

    StreamingPbx() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("pbx").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next client that has logged in and asks for events. */
    Session session() {
        try {
            return loggedIn.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var session = new Session(server.accept());
                Thread.ofPlatform().daemon().name("pbx-session").start(() -> serve(session));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Session session) {
        session.write(BANNER);
        for (var action = session.action(); action != null; action = session.action()) {
            session.answer(action);
            if (action.text("Action").equals("Login") && !action.text("Events").equals("off")) {
                loggedIn.add(session);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection; answers and the stream may be written by different threads. */
    static final class Session implements AutoCloseable {

        private static final String DONE = "Message: done\r\n";

        private final Socket socket;
        private final BufferedReader in;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        }

        @Nullable
        AmiHeaders action() {
            try {
                var lines = new StringBuilder();
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.isEmpty()) {
                        return AmiHeaders.of(lines.toString());
                    }
                    lines.append(line).append("\r\n");
                }
            } catch (IOException _) {
                // the client hung up
            }
            return null;
        }

        void answer(AmiHeaders action) {
            var more =
                    switch (action.text("Action")) {
                        case "Challenge" -> "Challenge: 132879324\r\n";
                        case "Command" ->
                            "Message: Command output follows\r\nOutput: Asterisk 13.0.0 built by nobody\r\n";
                        case "CoreStatus" -> "CoreStartupDate: 2026-11-21\r\nCoreStartupTime: 03:39:59\r\n";
                        case "CoreSettings" -> "AsteriskVersion: 22.10.1\r\n";
                        case "Ping" -> "Ping: Pong\r\n";
                        default -> DONE;
                    };
            write(response(action.text("ActionID"), more));
        }

        private static byte[] response(String actionId, String more) {
            return ("Response: Success\r\nActionID: " + actionId + "\r\n" + more + "\r\n").getBytes(ISO_8859_1);
        }

        /** What a client reads before the stream that has sent nothing but a login without an ActionID. */
        static int bytesBefore() {
            return BANNER.length + response("", DONE).length;
        }

        void write(byte[] bytes) {
            write(bytes, 0, bytes.length);
        }

        synchronized void write(byte[] bytes, int from, int to) {
            try {
                socket.getOutputStream().write(bytes, from, to - from);
            } catch (IOException e) {
                throw new UncheckedIOException("the client hung up", e);
            }
        }

        /** Returns when the last byte is written. */
        void stream(EventStream stream) {
            var bytes = stream.bytes();
            for (int from = 0; from < bytes.length; from += 65_536) {
                write(bytes, from, Math.min(bytes.length, from + 65_536));
            }
        }

        /** Each event with a write of its own; returns how long the longest took, nanoseconds. */
        long streamOneByOne(EventStream stream) {
            var bytes = stream.bytes();
            long longest = 0;
            for (int from = 0; from < bytes.length; ) {
                int to = EventStream.end(bytes, from);
                long start = System.nanoTime();
                write(bytes, from, to);
                longest = Math.max(longest, System.nanoTime() - start);
                from = to;
            }
            return longest;
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
