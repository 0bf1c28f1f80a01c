package io.tandem.amigateway.action.carry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnTest {

    private final InTurn turns = new InTurn();
    private final List<String> begun = new ArrayList<>();

    @Test
    void work_of_one_call_waits_for_what_came_before_and_other_calls_do_not() {
        Promise<Void> first = Promise.promise();
        Promise<Void> second = Promise.promise();

        run("a", "a1", first);
        run("a", "a2", second);
        run("b", "b1", Promise.promise());
        assertThat(begun).containsExactly("a1", "b1");

        first.fail("refused");
        assertThat(begun).containsExactly("a1", "b1", "a2");
        second.complete();
        run("a", "a3", Promise.promise());

        assertThat(begun).endsWith("a3");
    }

    @Test
    void nothing_stays_behind() {
        Promise<Void> first = Promise.promise();
        run("a", "a1", first);
        run("a", "a2", completed());
        first.complete();
        run("a", "a3", completed());

        assertThat(begun).containsExactly("a1", "a2", "a3");
        assertThat(turns.size()).isZero();
    }

    private static Promise<Void> completed() {
        Promise<Void> done = Promise.promise();
        done.complete();
        return done;
    }

    private void run(String key, String name, Promise<Void> work) {
        turns.run(key, () -> {
            begun.add(name);
            return work.future();
        });
    }
}
