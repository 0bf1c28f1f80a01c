package io.tandem.local.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.asterisk.AptSources.Mirror;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AptSourcesTest {

    @Nested
    class one_line_sources {

        @Test
        void name_a_mirror() {
            assertThat(oneLine("deb http://mirror.example/debian bookworm main contrib\n"))
                    .contains(new Mirror("http://mirror.example/debian", Optional.empty()));
        }

        @Test
        void name_a_keyring_among_their_options() {
            assertThat(oneLine(
                            "deb [arch=amd64 signed-by=/usr/share/keyrings/d.gpg] https://m.example/debian sid main"))
                    .contains(new Mirror("https://m.example/debian", Optional.of("/usr/share/keyrings/d.gpg")));
        }

        @Test
        void count_only_where_they_are_debians_own_binaries() {
            assertThat(oneLine("""
                            # deb http://commented.example/debian bookworm main
                            deb-src http://sources.example/debian bookworm main
                            deb http://security.example/debian-security bookworm-security main
                            deb http://updates.example/debian bookworm-updates main
                            deb https://vendor.example/apt cloud-sdk-bookworm main
                            deb http://other.example/ubuntu noble main
                            deb http://right.example/debian trixie main # ours
                            """)).contains(new Mirror("http://right.example/debian", Optional.empty()));
        }

        private Optional<Mirror> oneLine(String text) {
            return AptSources.mirror(List.of(text), List.of());
        }
    }

    @Nested
    class deb822_sources {

        @Test
        void name_a_mirror_and_its_keyring() {
            assertThat(deb822("""
                            Types: deb
                            # http://snapshot.example/archive
                            URIs: http://mirror.example/debian
                            Suites: bookworm bookworm-updates
                            Components: main
                            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                            Types: deb
                            URIs: http://mirror.example/debian-security
                            Suites: bookworm-security
                            Components: main
                            """))
                    .contains(new Mirror(
                            "http://mirror.example/debian",
                            Optional.of("/usr/share/keyrings/debian-archive-keyring.gpg")));
        }

        @Test
        void may_go_on_in_the_next_line_and_be_disabled() {
            assertThat(deb822("""
                            Types: deb deb-src
                            URIs: http://off.example/debian
                            Suites: trixie
                            Components: main
                            Enabled: no

                            types: deb deb-src
                            uris:
                             http://on.example/debian
                             http://spare.example/debian
                            suites: trixie
                            components: main
                            """)).contains(new Mirror("http://on.example/debian", Optional.empty()));
        }

        @Test
        void may_carry_their_key_in_the_file() {
            assertThat(deb822("""
                            Types: deb
                            URIs: http://mirror.example/debian
                            Suites: stable
                            Components: main
                            Signed-By:
                             -----BEGIN PGP PUBLIC KEY BLOCK-----
                             .
                             mDMEY865UxYJKwYB
                             -----END PGP PUBLIC KEY BLOCK-----
                            """)).contains(new Mirror("http://mirror.example/debian", Optional.empty()));
        }

        private Optional<Mirror> deb822(String text) {
            return AptSources.mirror(List.of(), List.of(text));
        }
    }

    @Test
    void a_machine_that_is_not_debian_has_no_mirror() {
        assertThat(AptSources.mirror(List.of("deb http://other.example/ubuntu noble main"), List.of("")))
                .isEmpty();
    }
}
