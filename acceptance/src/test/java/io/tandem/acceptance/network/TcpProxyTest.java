package io.tandem.acceptance.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpProxyTest {

    private static final int A_WHILE = 200;

    private ServerSocket behind;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        behind = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(behind.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        behind.close();
    }

    @Test
    void what_is_said_passes_both_ways() throws IOException {
        try (var client = connect();
                var server = behind.accept()) {
            say(client, "hello");
            assertThat(heard(server, 5)).isEqualTo("hello");
            say(server, "world");
            assertThat(heard(client, 5)).isEqualTo("world");
        }
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void in_silence_nothing_passes_and_nothing_is_closed_and_afterwards_all_of_it_comes() throws IOException {
        try (var client = connect();
                var server = behind.accept()) {
            say(client, "a");
            assertThat(heard(server, 1)).isEqualTo("a");

            proxy.silence();
            say(client, "b");
            say(server, "c");
            assertSilent(server);
            assertSilent(client);

            proxy.resume();
            assertThat(heard(server, 1)).isEqualTo("b");
            assertThat(heard(client, 1)).isEqualTo("c");
        }
    }

    @Test
    void the_deaf_are_heard_and_hear_all_of_it_afterwards() throws IOException {
        try (var client = connect();
                var server = behind.accept()) {
            say(client, "a");
            assertThat(heard(server, 1)).isEqualTo("a");

            proxy.deafen();
            say(client, "b");
            say(server, "c");
            assertThat(heard(server, 1)).isEqualTo("b");
            assertSilent(client);

            proxy.resume();
            assertThat(heard(client, 1)).isEqualTo("c");
        }
    }

    @Test
    void who_connects_in_silence_is_accepted_and_hears_nothing_until_it_ends() throws IOException {
        proxy.silence();
        try (var client = connect()) {
            say(client, "hello");
            behind.setSoTimeout(A_WHILE);
            assertThatThrownBy(behind::accept).isInstanceOf(SocketTimeoutException.class);
            assertSilent(client);

            proxy.resume();
            behind.setSoTimeout(0);
            try (var server = behind.accept()) {
                assertThat(heard(server, 5)).isEqualTo("hello");
            }
        }
    }

    @Test
    void who_leaves_in_silence_is_missed_when_it_ends() throws IOException {
        var client = connect();
        try (var server = behind.accept()) {
            proxy.silence();
            client.close();
            assertSilent(server);

            proxy.resume();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_connection_cut_by_fin_ends_for_both() throws IOException {
        try (var client = connect();
                var server = behind.accept()) {
            say(client, "x");
            assertThat(heard(server, 1)).isEqualTo("x");

            proxy.cut(TcpProxy.Cut.FIN);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_connection_cut_by_rst_breaks_for_both_even_in_silence() throws IOException {
        try (var client = connect();
                var server = behind.accept()) {
            say(client, "x");
            assertThat(heard(server, 1)).isEqualTo("x");
            proxy.silence();

            proxy.cut(TcpProxy.Cut.RST);

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void the_next_connection_after_a_cut_is_as_good_as_the_first() throws IOException {
        try (var first = connect();
                var server = behind.accept()) {
            proxy.cut(TcpProxy.Cut.FIN);
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
        try (var second = connect();
                var server = behind.accept()) {
            say(second, "again");
            assertThat(heard(server, 5)).isEqualTo("again");
        }
        assertThat(proxy.accepted()).isEqualTo(2);
    }

    @Test
    void who_has_said_all_may_still_listen() throws IOException {
        try (var client = connect();
                var server = behind.accept()) {
            client.shutdownOutput();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            say(server, "late");
            assertThat(heard(client, 4)).isEqualTo("late");
        }
    }

    @Test
    void where_nobody_listens_the_client_is_told() throws IOException {
        behind.close();
        try (var client = connect()) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String heard(Socket by, int bytes) throws IOException {
        return new String(by.getInputStream().readNBytes(bytes), UTF_8);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(0);
    }
}
