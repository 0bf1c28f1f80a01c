package io.tandem.acceptance.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** One client, and the connection that is opened for it; each direction has a thread. */
final class ProxiedConnection {

    private static final int CHUNK = 16 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private final Gate gate;
    private final Gate answers;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** {@code gate}: of both directions; {@code answers}: of what the client hears, besides. */
    ProxiedConnection(Socket client, Gate gate, Gate answers) {
        this.client = client;
        this.gate = gate;
        this.answers = answers;
    }

    /** Returns when both sides have ended. */
    void pass(int port) {
        try {
            gate.pass();
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var back = Thread.startVirtualThread(() -> pump(server, client, this::passBack));
            pump(client, server, gate::pass);
            back.join();
            end(TcpProxy.Cut.FIN);
        } catch (IOException e) {
            end(TcpProxy.Cut.RST); // nobody listens there, or the client was cut off meanwhile
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a proxy's threads", e);
        }
    }

    /** The end of one side's words is passed on; the other may go on talking. */
    private void pump(Socket from, Socket to, Runnable passing) {
        var bytes = new byte[CHUNK];
        try {
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                passing.run();
                to.getOutputStream().write(bytes, 0, read);
            }
            passing.run();
            to.shutdownOutput();
        } catch (IOException e) {
            end(TcpProxy.Cut.RST); // one side broke: so does the other
        }
    }

    private void passBack() {
        gate.pass();
        answers.pass();
    }

    /** The first who ends it decides how. */
    void end(TcpProxy.Cut how) {
        if (ended.compareAndSet(false, true)) {
            close(client, how);
            close(server, how);
        }
    }

    private static void close(Socket socket, TcpProxy.Cut how) {
        try {
            if (how == TcpProxy.Cut.RST && !socket.isClosed()) { // a connect that failed closes it
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
