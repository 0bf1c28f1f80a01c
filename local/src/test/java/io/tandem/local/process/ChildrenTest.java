package io.tandem.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    Path state;

    private Children children;

    @BeforeEach
    void open() {
        children = new Children(state);
    }

    @AfterEach
    void clear() {
        children.all().keySet().forEach(children::kill);
        children.strays().forEach(stray -> children.end(stray, Signal.KILL, LIMIT));
    }

    @Test
    void another_command_finds_and_stops_what_this_one_started() {
        var child = start("sleeper", "sleep 60");

        var later = new Children(state);

        assertThat(later.find("sleeper")).contains(child.identity());
        assertThat(later.stop("sleeper", LIMIT)).isTrue();
        assertThat(child.isAlive()).isFalse();
        assertThat(later.all()).isEmpty();
    }

    @Test
    void a_variable_that_the_caller_sets_wins_over_the_childs_own_but_the_mark_stays() throws Exception {
        var changed = new Children(state, Map.of("COLOUR", "red", Children.MARK, "elsewhere"));

        var child = changed.start(new Launch(
                "painter",
                List.of("sh", "-c", "echo $COLOUR $SHAPE; sleep 60"),
                Map.of("COLOUR", "blue", "SHAPE", "round"),
                state,
                state.resolve("painter.log")));

        Await.until(child, LIMIT, () -> said(child, "red round"));
        Files.delete(state.resolve("run/painter.pid"));
        assertThat(children.strays())
                .extracting(Identity::pid)
                .contains(child.identity().pid());
    }

    @Test
    void stopping_what_does_not_run_is_told() {
        assertThat(children.stop("nobody", LIMIT)).isFalse();
    }

    @Test
    void who_ignores_the_signal_is_killed_after_the_limit_with_its_own_children() {
        var child = start("stubborn", "trap '' TERM INT; sleep 61 & echo up; wait; sleep 62");
        Await.until(child, LIMIT, () -> said(child, "up"));

        children.stop("stubborn", Duration.ofMillis(200));

        assertThat(child.isAlive()).isFalse();
        assertThat(children.strays()).isEmpty();
    }

    @Test
    void a_process_whose_run_file_was_lost_is_found_by_its_mark() throws Exception {
        var child = start("orphan", "sleep 60");
        Files.delete(state.resolve("run/orphan.pid"));

        assertThat(children.all()).isEmpty();
        assertThat(children.strays())
                .extracting(Identity::pid)
                .contains(child.identity().pid());
    }

    @Test
    void a_stranger_that_got_the_pid_of_a_dead_child_is_left_alone() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            var files = new RunFiles(state.resolve("run"));
            files.write("kafka", new Identity(stranger.pid(), Instant.now().minus(Duration.ofHours(1))));

            assertThat(children.stop("kafka", LIMIT)).isFalse();
            assertThat(children.kill("kafka")).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void nothing_starts_once_all_is_being_stopped() {
        children.refuseNew();

        assertThatThrownBy(() -> start("late", "sleep 60")).hasMessageContaining("all is being stopped");
        assertThat(children.strays()).isEmpty();
    }

    @Test
    void a_child_that_dies_while_waited_for_is_told_with_the_end_of_its_log() {
        var child = start("broken", "echo no such configuration; exit 3");

        assertThatThrownBy(() -> Await.until(child, LIMIT, () -> false))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("broken ended by itself")
                .hasMessageContaining("no such configuration");
    }

    @Test
    void a_child_that_is_not_ready_in_time_is_told() {
        var child = start("slow", "sleep 60");

        assertThatThrownBy(() -> Await.until(child, Duration.ofMillis(100), () -> false))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("slow was not ready");
    }

    private Child start(String name, String script) {
        return children.start(new Launch(
                name, List.of("sh", "-c", script), Map.of(), state.resolve(name), state.resolve(name + ".log")));
    }

    private static boolean said(Child child, String word) {
        try {
            return Files.readString(child.log()).contains(word);
        } catch (java.io.IOException _) {
            return false;
        }
    }
}
