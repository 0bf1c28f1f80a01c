package io.tandem.amigateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeTest {

    private static final Map<String, String> BEFORE =
            Map.of("pbx.a.host", "h", "pbx.a.events.secret", "s", "pbx.a.actions.secret", "t", "pbx.a.tags", "x");

    @ParameterizedTest
    @MethodSource
    void another_place_or_login_makes_the_link_anew(String key, String value, String field) {
        assertThat(becoming(key, value))
                .isInstanceOfSatisfying(Change.Reconnected.class, change -> assertThat(change.fields())
                        .containsExactly(field));
    }

    static Stream<Arguments> another_place_or_login_makes_the_link_anew() {
        return Stream.of(
                Arguments.of("host", "other", "host"),
                Arguments.of("port", "5999", "port"),
                Arguments.of("events.user", "u", "events.user"),
                Arguments.of("events.secret", "other", "events.secret"),
                Arguments.of("actions.user", "u", "actions.user"),
                Arguments.of("actions.secret", "other", "actions.secret"),
                Arguments.of("conference-context", "rooms", "contexts"));
    }

    @ParameterizedTest
    @MethodSource
    void another_share_of_new_calls_leaves_the_link_alone(String key, String value) {
        assertThat(becoming(key, value))
                .isInstanceOfSatisfying(Change.Adjusted.class, change -> assertThat(change.fields())
                        .containsExactly(key));
    }

    static Stream<Arguments> another_share_of_new_calls_leaves_the_link_alone() {
        return Stream.of(Arguments.of("weight", "7"), Arguments.of("tags", "x,y"), Arguments.of("maintenance", "true"));
    }

    @Test
    void tls_makes_it_anew_and_names_everything_that_differs() {
        var after = PbxFile.parse(lines(BEFORE) + "pbx.a.tls = true\npbx.a.weight = 3\n")
                .entries();

        assertThat(Change.between(entries(), after).get("a"))
                .isEqualTo(new Change.Reconnected(after.get("a"), List.of("port", "tls", "weight")));
    }

    @Test
    void what_comes_is_added_what_goes_is_removed_and_what_stays_is_not_mentioned() {
        var a = entries().get("a");
        var b = renamed("b");
        var c = renamed("c");

        assertThat(Change.between(Map.of("a", a, "b", b), Map.of("a", a, "c", c)))
                .isEqualTo(Map.of("b", new Change.Removed(), "c", new Change.Added(c)));
    }

    private static PbxEntry renamed(String id) {
        UnaryOperator<String> rename = text -> text.replace("pbx.a.", "pbx." + id + ".");
        return PbxFile.parse(rename.apply(lines(BEFORE))).entries().get(id);
    }

    private static Change becoming(String key, String value) {
        var after = new java.util.HashMap<>(BEFORE);
        after.put("pbx.a." + key, value);
        return Change.between(entries(), PbxFile.parse(lines(after)).entries()).get("a");
    }

    private static Map<String, PbxEntry> entries() {
        return PbxFile.parse(lines(BEFORE)).entries();
    }

    private static String lines(Map<String, String> properties) {
        var text = new StringBuilder();
        properties.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }
}
