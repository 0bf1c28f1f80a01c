package io.tandem.local.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the project's own configuration, so that a new place in a file fails here and not at somebody's first start. */
class AsteriskSetupTest {

    private static final Path TEMPLATES = Path.of("..", "asterisk");
    private static final Pattern PLACE = Pattern.compile("@([A-Z][A-Z0-9_]*)@");
    private static final AsteriskInstallation INSTALLATION = new AsteriskInstallation(
            AsteriskVersion.ADVISED, "a test's", Path.of("/modules"), Path.of("/data"), _ -> List.of("asterisk"));

    @TempDir
    Path state;

    @ParameterizedTest
    @EnumSource(AsteriskRole.class)
    void writes_the_whole_configuration_for_its_owner_alone(AsteriskRole role) throws IOException {
        setup(role, state).write(INSTALLATION);

        for (var file : filesOf(role)) {
            var written = state.resolve("etc").resolve(file.getFileName());
            assertThat(written).content().doesNotContainPattern(PLACE);
        }
        assertThat(state.resolve("etc/asterisk.conf")).content().contains("astmoddir => /modules");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @EnumSource(AsteriskRole.class)
    void leaves_no_place_that_the_image_does_not_fill(AsteriskRole role) throws IOException {
        var entrypoint = Files.readString(TEMPLATES.resolve("entrypoint.sh"));

        for (var file : filesOf(role)) {
            PLACE.matcher(Files.readString(file)).results().forEach(place -> assertThat(entrypoint)
                    .as("entrypoint.sh, for %s", file)
                    .contains(place.group(1)));
        }
    }

    @Test
    void a_pbx_without_a_database_is_not_told_to_write_to_one() throws IOException {
        setup(AsteriskRole.PBX, state).write(INSTALLATION);
        var with = setup(AsteriskRole.PBX, state);

        new AsteriskSetup(with.role(), with.ports(), state, TEMPLATES, with.secrets(), null).write(INSTALLATION);

        assertThat(state.resolve("etc/cel_pgsql.conf")).doesNotExist();
        assertThat(state.resolve("etc/cel_custom.conf")).exists();
    }

    @Test
    void no_dialplan_can_reach_a_shell() throws IOException {
        for (var role : AsteriskRole.values()) {
            var dialplan = Files.readString(TEMPLATES.resolve(role.folder()).resolve("extensions.conf"));
            assertThat(dialplan).doesNotContainPattern("(?i),\\s*(?:Try)?System\\(|SHELL\\(|AGI\\(");
        }
    }

    @Test
    void keeps_the_control_socket_short_where_the_state_is_deep() {
        var deep = state.resolve("x".repeat(120));

        assertThat(setup(AsteriskRole.PBX, deep).runFolder().toString()).startsWith("/tmp/tandem-");
        assertThat(setup(AsteriskRole.PBX, Path.of("/s")).runFolder()).isEqualTo(Path.of("/s/run"));
    }

    @Test
    void two_pairs_of_different_shifts_share_no_port() {
        var shifted = AsteriskPorts.DEFAULT.shifted(100);

        assertThat(shifted.sip()).isEqualTo(5260);
        assertThat(shifted.rtp()).isEqualTo(AsteriskPorts.DEFAULT.carrierRtp() + AsteriskPorts.RTP_PORTS);
        assertThatIllegalArgumentException().isThrownBy(() -> AsteriskPorts.DEFAULT.shifted(50));
    }

    @Test
    void secrets_are_never_printed() {
        assertThat(setup(AsteriskRole.PBX, state).toString()).doesNotContain("very-secret");
    }

    private static AsteriskSetup setup(AsteriskRole role, Path state) {
        var secrets = new AsteriskSecrets("very-secret", "very-secret", "very-secret", "very-secret");
        var ledger = new LedgerDatabase("127.0.0.1", 5432, "tandem", "very-secret", "pbx-1");
        return new AsteriskSetup(role, AsteriskPorts.DEFAULT, state, TEMPLATES, secrets, ledger);
    }

    private static List<Path> filesOf(AsteriskRole role) {
        return AsteriskSearch.children(TEMPLATES.resolve(role.folder())).toList();
    }
}
