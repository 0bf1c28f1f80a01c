package io.tandem.callstate.call;

import java.util.List;

/** What an input did to a call. */
public sealed interface Transition {

    record Moved(Call call, List<Effect> effects) implements Transition {
        public Moved {
            effects = List.copyOf(effects);
        }
    }

    record Ignored(Call call, String why) implements Transition {}
}
