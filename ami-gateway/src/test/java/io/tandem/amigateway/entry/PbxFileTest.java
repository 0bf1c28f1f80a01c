package io.tandem.amigateway.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PbxFileTest {

    private static final String LEAST = """
            pbx.london-1.host = 10.0.0.5
            pbx.london-1.events.secret = one
            pbx.london-1.actions.secret = two
            """;

    @Nested
    class a_file {

        @Test
        void needs_a_host_and_two_secrets_for_a_pbx() {
            var entry = PbxFile.parse(LEAST).entries().get("london-1");

            assertThat(entry.address()).isEqualTo(new PbxEntry.Address("10.0.0.5", 5038, null));
            assertThat(entry.events()).isEqualTo(new PbxEntry.Login("tandem-events", "one"));
            assertThat(entry.actions()).isEqualTo(new PbxEntry.Login("tandem-actions", "two"));
            assertThat(entry.share()).isEqualTo(PbxEntry.Share.USUAL);
            assertThat(entry.contexts()).isEqualTo(PbxEntry.Contexts.USUAL);
        }

        @Test
        void says_all_there_is_to_say() {
            var entry = PbxFile.parse(LEAST + """
                            pbx.london-1.port = 5999
                            pbx.london-1.tls = true
                            pbx.london-1.tls.trust-file = /etc/ca.pem
                            pbx.london-1.tls.verify-host = false
                            pbx.london-1.weight = 0
                            pbx.london-1.tags = uk, , spare
                            pbx.london-1.maintenance = true
                            pbx.london-1.conference-context = rooms
                            """).entries().get("london-1");

            assertThat(entry.address())
                    .isEqualTo(new PbxEntry.Address("10.0.0.5", 5999, new PbxEntry.Tls("/etc/ca.pem", false)));
            assertThat(entry.share()).isEqualTo(new PbxEntry.Share(0, List.of("uk", "spare"), true));
            assertThat(entry.contexts()).isEqualTo(new PbxEntry.Contexts("rooms", "tandem-handoff"));
        }

        @Test
        void takes_an_id_with_dots() {
            assertThat(PbxFile.parse(LEAST.replace("london-1", "a.events.b")).entries())
                    .containsOnlyKeys("a.events.b");
        }

        @Test
        void may_hold_credentials_alone() {
            var file = PbxFile.parse("credentials.common.events.secret=a\ncredentials.common.actions.secret=b");

            assertThat(file.entries()).isEmpty();
            assertThat(file.credentials().get("common").events()).isEqualTo(new PbxEntry.Login("tandem-events", "a"));
        }

        @Test
        void never_shows_a_secret() {
            assertThat(PbxFile.parse(LEAST.replace("one", "hunter2")).toString())
                    .doesNotContain("hunter2");
        }
    }

    @Nested
    class a_broken_file {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        pbx.london-1.port = 70000        | pbx.london-1: port is not 1 to 65535
                        pbx.london-1.port = many         | pbx.london-1: port is not a number
                        pbx.london-1.weight = 1001       | pbx.london-1: weight is not 0 to 1000
                        pbx.london-1.tls = yes           | pbx.london-1: tls is neither true nor false
                        pbx.london-1.events.secret =     | pbx.london-1: events.secret is missing
                        pbx.paris.host = 10.0.0.6        | pbx.paris: events.secret is missing
                        pbx.london-1.colour = red        | pbx.london-1.colour is not a key of the file
                        pbx.-.host = x                   | pbx.-: events.secret is missing
                        voice.london-1.host = x          | voice.london-1.host is neither pbx.<id>.… nor credentials.<name>.…
                        """)
        void is_refused_as_a_whole_saying_where_and_why(String line, String why) {
            assertThatThrownBy(() -> PbxFile.parse(LEAST + line))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(why);
        }

        @Test
        void is_one_that_is_empty_since_it_may_be_half_written() {
            assertThatThrownBy(() -> PbxFile.parse("# later\n"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("it names no PBX and no credentials");
        }

        @Test
        void does_not_show_what_it_held() {
            assertThatThrownBy(() -> PbxFile.parse(LEAST + "pbx.london-1.port = hunter2"))
                    .hasMessageNotContaining("hunter2");
        }
    }
}
