package io.tandem.campaign.pacing;

import java.util.List;

/** What pacing wants now. */
public sealed interface Decision {

    /** These agents get the next contacts, in this order. */
    record Claim(List<String> agents) implements Decision {
        public Claim {
            agents = List.copyOf(agents);
        }
    }

    record Hold(String why) implements Decision {}
}
