package io.tandem.callstate.call.history;

import io.tandem.callstate.call.CallView;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The numbers that a call shows, whoever's they are: dialled, calling, and of everybody who was called into it. */
final class Numbers {

    static Set<String> of(CallView call) {
        var ofLegs = call.legs().stream().map(CallView.LegView::number);
        var numbers = new TreeSet<String>();
        Stream.concat(Stream.of(call.to(), call.from()), ofLegs)
                .filter(Objects::nonNull)
                .forEach(numbers::add);
        return numbers;
    }

    private Numbers() {}
}
