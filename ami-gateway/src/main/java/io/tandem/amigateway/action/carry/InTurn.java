package io.tandem.amigateway.action.carry;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Work for the same key runs in the order in which it came, each after the one before has ended, however that ended. */
final class InTurn {

    private final Map<String, Future<Void>> last = new HashMap<>();

    Future<Void> run(String key, Supplier<Future<Void>> work) {
        var before = last.get(key);
        var mine = before == null ? work.get() : before.transform(_ -> work.get());
        last.put(key, mine);
        mine.onComplete(_ -> last.remove(key, mine));
        return mine;
    }

    int size() {
        return last.size();
    }
}
