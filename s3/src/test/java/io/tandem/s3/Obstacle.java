package io.tandem.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where a store should: takes connections and never answers, reading so many bytes of each before it stops or hangs up. */
public final class Obstacle implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> taken = new CopyOnWriteArrayList<>();

    private Obstacle(int bytes, boolean hangsUp) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> take(bytes, hangsUp));
    }

    /** Of a dead machine's manners: the connection is open, and nothing comes. */
    public static Obstacle silentAfter(int bytes) throws IOException {
        return new Obstacle(bytes, false);
    }

    /** Of a store that dies: the connection breaks. */
    public static Obstacle goneAfter(int bytes) throws IOException {
        return new Obstacle(bytes, true);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void take(int bytes, boolean hangsUp) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                taken.add(socket);
                Thread.ofVirtual().start(() -> read(socket, bytes, hangsUp));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private static void read(Socket socket, int bytes, boolean hangsUp) {
        try {
            socket.getInputStream().readNBytes(bytes);
            if (hangsUp) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException _) {
            // the other side was first
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : taken) {
            socket.close();
        }
    }
}
