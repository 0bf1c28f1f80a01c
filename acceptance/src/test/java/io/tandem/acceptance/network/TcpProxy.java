package io.tandem.acceptance.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes bytes between its clients and a port on the loopback interface until told to misbehave: {@link #silence} is a network that
 * drops every packet, {@link #deafen} one that drops them one way, {@link #cut} one that ends every connection. Safe to use from any thread.
 */
public final class TcpProxy implements AutoCloseable {

    /** How a connection ends. */
    public enum Cut {
        FIN,
        RST
    }

    private static final int BACKLOG = 128;

    private final int to;
    private final ServerSocket server;
    private final Gate gate = new Gate();
    private final Gate answers = new Gate();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private TcpProxy(int to, ServerSocket server) {
        this.to = to;
        this.server = server;
    }

    /** On a free port, ready when this returns. */
    public static TcpProxy to(int port) {
        try {
            var proxy = new TcpProxy(port, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("proxy-to-" + port).start(proxy::serve);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections clients have opened so far. */
    public int accepted() {
        return accepted.get();
    }

    /**
     * From now on nothing passes, either way, and nothing is closed; who connects is accepted and hears nothing. What is sent
     * meanwhile fills the senders' buffers.
     */
    public void silence() {
        gate.shut();
    }

    /** From now on what clients say still arrives, and they hear nothing; nothing is closed. */
    public void deafen() {
        answers.shut();
    }

    /** Ends a silence, or a deafness: what was held back passes now. */
    public void resume() {
        gate.open();
        answers.open();
    }

    /** Ends every connection, on both its sides. The next ones are as good as before. */
    public void cut(Cut how) {
        connections.forEach(connection -> connection.end(how));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut(Cut.RST);
        resume();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                accepted.incrementAndGet();
                Thread.startVirtualThread(() -> pass(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pass(Socket client) {
        var connection = new ProxiedConnection(client, gate, answers);
        connections.add(connection);
        try {
            connection.pass(to);
        } finally {
            connections.remove(connection);
        }
    }
}
