package io.tandem.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.plan.Port;
import io.tandem.local.process.Ports;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PreflightTest {

    @Test
    void free_ports_pass() {
        assertThatCode(() -> Preflight.requireFreePorts(free())).doesNotThrowAnyException();
    }

    @Test
    void a_taken_port_is_named_with_what_it_is_for_and_how_to_choose_another() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = free().with(Port.REDIS, socket.getLocalPort());

            assertThatThrownBy(() -> Preflight.requireFreePorts(ports))
                    .isInstanceOf(SuiteException.class)
                    .hasMessageContaining("port " + socket.getLocalPort() + ", for Redis, is taken")
                    .hasMessageContaining("TANDEM_PORT_REDIS");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_process_that_has_it_is_named_where_the_kernel_tells() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.of(socket.getLocalPort(), false)).contains(ProcessHandle.current());
        }
    }

    @Test
    void sip_is_looked_for_on_udp() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var ports = free().with(Port.PBX_SIP, socket.getLocalPort());

            assertThatThrownBy(() -> Preflight.requireFreePorts(ports))
                    .hasMessageContaining("UDP port " + socket.getLocalPort());
        }
    }

    @Test
    void one_port_for_two_is_refused() {
        var ports = free();
        var doubled = ports.with(Port.REDIS, ports.of(Port.KAFKA));

        assertThatThrownBy(() -> Preflight.requireFreePorts(doubled)).hasMessageContaining("given to both");
    }

    @Test
    void a_full_disk_is_told_with_what_is_left_and_what_is_needed() {
        assertThatThrownBy(() -> Preflight.requireDiskSpace(Path.of("/data"), 100L * 1024 * 1024))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("/data has 100 MB left")
                .hasMessageContaining("needs 1024 MB");
    }

    private static SuitePorts free() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            int number;
            do {
                number = Ports.free();
            } while (numbers.containsValue(number));
            numbers.put(port, number);
        }
        return new SuitePorts(numbers);
    }
}
