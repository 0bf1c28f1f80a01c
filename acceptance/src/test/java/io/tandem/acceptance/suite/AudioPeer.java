package io.tandem.acceptance.suite;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A program at the media port: speaks AudioSocket (a byte of kind, two of length, then that much) over plain TCP, 8,000 samples a second
 * of 16 bits. It says back what it hears, or takes the connection and then neither reads nor says anything.
 */
public final class AudioPeer implements AutoCloseable {

    private static final int NAME = 0x01;
    private static final int AUDIO = 0x10;
    private static final int RATE = 8_000;
    private static final int WINDOW = RATE / 5;

    private final ServerSocket server;
    private final boolean isDeaf;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> streams = new CopyOnWriteArrayList<>();
    private final List<short[]> windows = new CopyOnWriteArrayList<>();

    private AudioPeer(boolean isDeaf) {
        this.isDeaf = isDeaf;
        try {
            this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("audio-peer").start(this::accept);
    }

    public static AudioPeer echoing() {
        return new AudioPeer(false);
    }

    public static AudioPeer hanging() {
        return new AudioPeer(true);
    }

    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The UUIDs that it was told, in order. */
    public List<String> streams() {
        return List.copyOf(streams);
    }

    public int connections() {
        return connections.size();
    }

    /** How many fifths of a second so far were this tone. */
    public int tones(int frequency) {
        return (int) windows.stream()
                .filter(window -> Tone.isAudible(window) && Tone.isMostly(window, frequency, RATE))
                .count();
    }

    /** Ends all connections, in the middle of whatever they were at. */
    public void dies() {
        connections.forEach(AudioPeer::close);
    }

    @Override
    public void close() throws IOException {
        server.close();
        dies();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var socket = server.accept();
                connections.add(socket);
                if (!isDeaf) {
                    Thread.ofVirtual().name("audio").start(() -> listen(socket));
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Until either side ends it. */
    private void listen(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            var window = new short[WINDOW];
            int filled = 0;
            while (true) {
                int kind = in.readUnsignedByte();
                var payload = in.readNBytes(in.readUnsignedShort());
                if (kind == NAME) {
                    var name = ByteBuffer.wrap(payload);
                    streams.add(new UUID(name.getLong(), name.getLong()).toString());
                } else if (kind == AUDIO) {
                    filled = keep(payload, window, filled);
                    out.write(frame(payload));
                }
            }
        } catch (IOException _) {
            // how a connection ends; what was heard until then is kept
        }
    }

    /** In one piece: seen on 22.10.1, Asterisk ends a connection on which the rest of a frame is not there at once. */
    private static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(3 + payload.length)
                .put((byte) AUDIO)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    private int keep(byte[] payload, short[] window, int filled) {
        var samples = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int at = filled;
        while (samples.hasRemaining()) {
            window[at++] = samples.get();
            if (at == window.length) {
                windows.add(Arrays.copyOf(window, at));
                at = 0;
            }
        }
        return at;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
