package io.tandem.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.plan.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitePortsTest {

    @TempDir
    Path directory;

    @Test
    void are_the_standard_ones_by_default() {
        var ports = SuitePorts.of(Map.of(), directory.resolve("none"));

        assertThat(ports.of(Port.ORIGIN)).isEqualTo(8080);
        assertThat(ports.of(Port.PBX_AMI)).isEqualTo(5138);
    }

    @Test
    void a_variable_goes_before_the_file_and_the_file_before_the_standard() throws Exception {
        var file = Files.writeString(directory.resolve("ports.properties"), "origin=8090\npbx-ami=6138\n");

        var ports = SuitePorts.of(Map.of("TANDEM_PORT_ORIGIN", "9999"), file);

        assertThat(ports.of(Port.ORIGIN)).isEqualTo(9999);
        assertThat(ports.of(Port.PBX_AMI)).isEqualTo(6138);
        assertThat(ports.of(Port.KAFKA)).isEqualTo(9092);
    }

    @Test
    void an_offset_moves_those_that_nobody_chose() {
        var ports = SuitePorts.of(
                Map.of("TANDEM_PORT_OFFSET", "10000", "TANDEM_PORT_KAFKA", "9092"), directory.resolve("none"));

        assertThat(ports.of(Port.ORIGIN)).isEqualTo(18080);
        assertThat(ports.of(Port.KAFKA)).isEqualTo(9092);
    }

    @Test
    void an_offset_may_stand_in_the_file() throws Exception {
        var file = Files.writeString(directory.resolve("ports.properties"), "offset=100\n");

        assertThat(SuitePorts.of(Map.of(), file).of(Port.ORIGIN)).isEqualTo(8180);
        assertThat(SuitePorts.of(Map.of("TANDEM_PORT_OFFSET", "200"), file).of(Port.ORIGIN))
                .isEqualTo(8280);
    }

    @Test
    void later_commands_find_the_ports_that_the_suite_was_started_with() {
        var started = SuitePorts.of(Map.of("TANDEM_PORT_OFFSET", "10000"), directory.resolve("none"));
        started.save(directory.resolve("run/ports.properties"));

        assertThat(SuitePorts.of(Map.of(), directory.resolve("run/ports.properties")))
                .isEqualTo(started);
    }

    @Test
    void what_is_no_port_is_named() {
        assertThatThrownBy(() -> SuitePorts.of(Map.of("TANDEM_PORT_REDIS", "none"), directory.resolve("none")))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("TANDEM_PORT_REDIS")
                .hasMessageContaining("\"none\"");
        assertThatThrownBy(() -> SuitePorts.of(Map.of("TANDEM_PORT_OFFSET", "60000"), directory.resolve("none")))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("port offset");
    }

    @Test
    void no_two_parts_have_the_same_standard_port() {
        assertThat(java.util.Arrays.stream(Port.values()).map(Port::standard)).doesNotHaveDuplicates();
    }
}
