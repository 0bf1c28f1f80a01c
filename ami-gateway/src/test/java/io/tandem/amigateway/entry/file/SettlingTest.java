package io.tandem.amigateway.entry.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlingTest {

    private final Settling settling = new Settling();

    @Test
    void a_text_counts_once_when_it_was_read_the_same_twice() {
        assertThat(settling.read("a")).isEmpty();
        assertThat(settling.read("a")).contains("a");
        assertThat(settling.read("a")).isEmpty();
    }

    @Test
    void a_text_that_is_still_being_written_does_not_count() {
        assertThat(settling.read("a")).isEmpty();
        assertThat(settling.read("ab")).isEmpty();
        assertThat(settling.read("abc")).isEmpty();
        assertThat(settling.read("abc")).contains("abc");
    }

    @Test
    void what_somebody_has_decided_upon_is_not_news() {
        settling.take("a");

        assertThat(settling.read("a")).isEmpty();
        assertThat(settling.read("b")).isEmpty();
        assertThat(settling.read("b")).contains("b");
    }

    @Test
    void a_text_that_comes_back_counts_again() {
        settling.take("a");
        settling.read("b");
        settling.read("b");

        assertThat(settling.read("a")).isEmpty();
        assertThat(settling.read("a")).contains("a");
    }
}
