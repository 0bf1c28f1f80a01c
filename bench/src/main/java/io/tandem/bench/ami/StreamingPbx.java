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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Greets, takes any login, answers what clients ask at their start, and then writes a stream as fast as it is read. */
final class StreamingPbx implements AutoCloseable {

    /** After it, a client of the libraries waits for events. */
    private static final Predicate<AmiHeaders> LOGGED_IN = action ->
            action.text("Action").equals("Login") && !action.text("Events").equals("off");

    /** The gateway's last action before it lets events through: the marker of its snapshot. */
    static final Predicate<AmiHeaders> SNAPSHOT_TAKEN =
            action -> action.text("Action").equals("UserEvent");

    static final byte[] BANNER = "Asterisk Call Manager/11.0.0\r\n".getBytes(ISO_8859_1);

    private final ServerSocket server;
    private final Predicate<AmiHeaders> listens;
    private final BlockingQueue<Session> listening = new LinkedBlockingQueue<>();

    StreamingPbx() {
        this(LOGGED_IN);
    }

    /** {@code listens}: the action with which a client is ready for the stream. */
    StreamingPbx(Predicate<AmiHeaders> listens) {
        this.listens = listens;
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

    boolean isListenedTo() {
        return !listening.isEmpty();
    }

    /** The next client that is ready for the stream. */
    Session session() {
        try {
            return listening.take();
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
            if (listens.test(action)) {
                listening.add(session);
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

    /** One connection; answers and the stream are written by different threads, each in its turn and between whole events. */
    static final class Session implements AutoCloseable {

        private static final String DONE = "Message: done\r\n";
        private static final int PIECE = 65_536;

        private final Socket socket;
        private final BufferedReader in;
        private final Lock writing = new ReentrantLock(true);

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
            var id = action.text("ActionID");
            var name = action.text("Action");
            write(
                    switch (name) {
                        case "Challenge" -> response(id, "Challenge: 132879324\r\n");
                        case "Login" -> login(id, action.text("Events"));
                        case "Command" ->
                            response(
                                    id,
                                    "Message: Command output follows\r\nOutput: Asterisk 13.0.0 built by nobody\r\n");
                        case "CoreStatus" ->
                            response(
                                    id,
                                    "CoreStartupDate: 2026-11-21\r\n"
                                            + "CoreStartupTime: 03:39:59\r\n"
                                            + "CoreCurrentCalls: 0\r\n");
                        case "CoreSettings" -> response(id, "AsteriskVersion: 22.10.1\r\n");
                        case "Ping" -> response(id, "Ping: Pong\r\n");
                        case "CoreShowChannels" -> emptyList(id, "CoreShowChannelsComplete");
                        case "BridgeList" -> emptyList(id, "BridgeListComplete");
                        case "ConfbridgeListRooms" -> emptyList(id, "ConfbridgeListRoomsComplete");
                        case "UserEvent" -> response(id, DONE) + event("UserEvent", id);
                        default -> response(id, DONE);
                    });
        }

        /** Who asks for system events is told at once that the PBX is there. */
        private static String login(String actionId, String events) {
            return response(actionId, DONE)
                    + (events.equals("system") ? "Event: FullyBooted\r\nUptime: 60\r\n\r\n" : "");
        }

        private static String emptyList(String actionId, String complete) {
            return response(actionId, "EventList: start\r\n") + event(complete, actionId);
        }

        private static String event(String name, String actionId) {
            return "Event: " + name + "\r\nActionID: " + actionId + "\r\n\r\n";
        }

        private static String response(String actionId, String more) {
            return "Response: Success\r\nActionID: " + actionId + "\r\n" + more + "\r\n";
        }

        /** What a client reads before the stream that has sent nothing but a login without an ActionID. */
        static int bytesBefore() {
            return BANNER.length + response("", DONE).length();
        }

        private void write(String text) {
            write(text.getBytes(ISO_8859_1));
        }

        void write(byte[] bytes) {
            write(bytes, 0, bytes.length);
        }

        void write(byte[] bytes, int from, int to) {
            writing.lock();
            try {
                socket.getOutputStream().write(bytes, from, to - from);
            } catch (IOException e) {
                throw new UncheckedIOException("the client hung up", e);
            } finally {
                writing.unlock();
            }
        }

        /** Returns when the last byte is written. */
        void stream(EventStream stream) {
            var bytes = stream.bytes();
            for (int from = 0; from < bytes.length; ) {
                // Only about the end is looked: to find every event would take longer than to write them all.
                int enough = from + PIECE;
                int to = enough < bytes.length - EventStream.END ? EventStream.end(bytes, enough) : bytes.length;
                write(bytes, from, to);
                from = to;
            }
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
