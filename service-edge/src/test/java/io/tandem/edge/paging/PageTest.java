package io.tandem.edge.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.edge.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void the_last_page_has_no_cursor() {
        var page = Page.cut(List.of("a", "b"), 2, Function.identity());

        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), null));
    }

    @Test
    void one_item_more_than_asked_for_means_a_next_page_that_begins_after_the_last_shown() {
        var page = Page.cut(List.of("a", "b", "c"), 2, Function.identity());

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(Cursor.decode(page.next())).contains("b");
    }

    @Test
    void an_empty_list_is_a_page() {
        assertThat(Page.cut(List.<String>of(), 50, Function.identity()).items()).isEmpty();
    }

    @Test
    void a_cursor_that_we_did_not_make_is_refused() {
        assertThatThrownBy(() -> Cursor.decode("***")).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().status())
                .isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 501})
    void a_limit_out_of_range_is_refused(int limit) {
        assertThatThrownBy(() -> Limit.of(limit)).isInstanceOf(ProblemException.class);
    }

    @Test
    void no_limit_is_fifty() {
        assertThat(Limit.of(null)).isEqualTo(50);
        assertThat(Limit.of(500)).isEqualTo(500);
    }
}
