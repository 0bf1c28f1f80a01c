package io.tandem.amigateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.amigateway.entry.Known.Sourced;
import io.tandem.contracts.DirectoryEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownTest {

    private static final PbxFile CONFIGURED = file("configured", "pbx-1", "pbx-2");
    private static final PbxFile READ = file("read", "pbx-1");

    @Test
    void the_file_wins_over_the_configuration_and_that_over_the_directory_each_as_a_whole() {
        var known = Known.of(CONFIGURED)
                .withFile(READ)
                .with(named("pbx-1", "configured"))
                .with(named("pbx-2", "configured"))
                .with(named("pbx-3", "configured"));

        var entries = known.resolved().entries();

        assertThat(entries.get("pbx-1")).isEqualTo(new Sourced(READ.entries().get("pbx-1"), Origin.FILE));
        assertThat(entries.get("pbx-2"))
                .isEqualTo(new Sourced(CONFIGURED.entries().get("pbx-2"), Origin.CONFIGURATION));
        assertThat(entries.get("pbx-3").origin()).isEqualTo(Origin.DIRECTORY);
        assertThat(entries.get("pbx-3").entry().events().secret()).isEqualTo("configured");
    }

    @Test
    void an_entry_that_the_file_no_longer_has_is_the_configurations_again() {
        var known = Known.of(CONFIGURED).withFile(READ).withFile(file("read", "pbx-9"));

        assertThat(known.resolved().entries().get("pbx-1").origin()).isEqualTo(Origin.CONFIGURATION);
    }

    @Test
    void credentials_of_the_file_win() {
        var known = Known.of(CONFIGURED).withFile(new PbxFile(Map.of(), Map.of("configured", held("read"))));

        var entry =
                known.with(named("pbx-3", "configured")).resolved().entries().get("pbx-3");

        assertThat(entry.entry().events().secret()).isEqualTo("read");
    }

    @Test
    void a_pbx_whose_credentials_nobody_holds_is_told_as_unusable_until_somebody_does() {
        var known = Known.of(CONFIGURED).with(named("pbx-3", "vault"));

        assertThat(known.resolved().unusable())
                .containsExactly(Map.entry("pbx-3", "nobody here holds the credentials vault"));
        assertThat(known.withFile(file("vault", "pbx-9")).resolved().entries()).containsKey("pbx-3");
    }

    @Test
    void a_pbx_that_the_directory_names_wrongly_is_unusable_and_harms_no_other() {
        var wrong = new DirectoryEntry.Pbx("pbx-3", 1, "host", 0, false, "configured", 100, List.of(), false);

        var resolved = Known.of(CONFIGURED).with(wrong).resolved();

        assertThat(resolved.unusable()).containsExactly(Map.entry("pbx-3", "port is not 1 to 65535"));
        assertThat(resolved.entries()).containsOnlyKeys("pbx-1", "pbx-2");
    }

    @Test
    void a_drain_holds_for_a_pbx_that_is_not_known_yet_and_ends_when_it_is_ended() {
        var known = Known.of(CONFIGURED).draining("pbx-3", true).draining("pbx-1", true);

        assertThat(known.with(named("pbx-3", "configured")).drained()).containsOnly("pbx-1", "pbx-3");
        assertThat(known.draining("pbx-1", false).drained()).containsOnly("pbx-3");
    }

    private static DirectoryEntry.Pbx named(String id, String credentials) {
        return new DirectoryEntry.Pbx(id, 1, "host", 5039, true, credentials, 50, List.of("a"), false);
    }

    private static PbxFile file(String secret, String... ids) {
        var entries = new java.util.HashMap<String, PbxEntry>();
        for (var id : ids) {
            entries.put(
                    id,
                    new PbxEntry(
                            id,
                            new PbxEntry.Address("host", 5038, null),
                            new PbxEntry.Login("e", secret),
                            new PbxEntry.Login("a", secret),
                            PbxEntry.Contexts.USUAL,
                            PbxEntry.Share.USUAL));
        }
        return new PbxFile(entries, Map.of(secret, held(secret)));
    }

    private static Credentials held(String secret) {
        return new Credentials(new PbxEntry.Login("e", secret), new PbxEntry.Login("a", secret), null);
    }
}
