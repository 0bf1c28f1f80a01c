package io.tandem.aricontroller.call;

import java.util.function.Supplier;

/** A request that may be repeated without harm is, once, where its fate is not known. */
final class Twice {

    static Answer of(Supplier<Answer> request) {
        var answer = request.get();
        return answer instanceof Answer.Unknown ? request.get() : answer;
    }

    private Twice() {}
}
