package io.tandem.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private final ProcessHandle self = ProcessHandle.current();

    @Test
    void a_living_process_is_found_again() {
        assertThat(Identity.of(self).handle()).contains(self);
    }

    @Test
    void a_pid_that_now_belongs_to_a_later_process_is_nobody() {
        var started = self.info().startInstant().orElseThrow();
        var earlier = new Identity(self.pid(), started.minus(Duration.ofSeconds(10)));

        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void a_process_that_ended_is_nobody_even_before_its_parent_collects_it() throws Exception {
        // The shell's child ends at once and stays a zombie: sleep, which the shell becomes, never waits for it.
        var parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 30").start();
        try {
            var pid = Long.parseLong(parent.inputReader().readLine());
            var zombie = new Identity(pid, Instant.now());

            assertThat(Await.within(Duration.ofSeconds(5), () -> !zombie.isAlive()))
                    .isTrue();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }
}
