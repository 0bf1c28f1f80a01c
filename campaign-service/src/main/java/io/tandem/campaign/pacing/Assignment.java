package io.tandem.campaign.pacing;

import io.tandem.campaign.trunk.Trunk;
import io.tandem.campaign.trunk.TrunkChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a contact whose turn it is. */
public sealed interface Assignment {

    DueContact contact();

    /** @param trunkId empty: call-state-service takes any of the tenant's trunks */
    record Dial(DueContact contact, String agentId, Optional<String> trunkId) implements Assignment {}

    /** No trunk of the campaign will ever carry this number. */
    record Skip(DueContact contact) implements Assignment {}

    /** The trunk that would carry it is disabled. */
    record Defer(DueContact contact) implements Assignment {}

    /** The campaign's trunks; {@code isNamed} false: it names none. */
    record Ways(boolean isNamed, List<Trunk> trunks) {
        public Ways {
            trunks = List.copyOf(trunks);
        }
    }

    /** An agent whose contact cannot be dialled gets the next one. */
    static List<Assignment> of(List<String> agents, List<DueContact> contacts, Ways ways) {
        var assignments = new ArrayList<Assignment>();
        var waiting = agents.iterator();
        for (var contact : contacts) {
            if (!waiting.hasNext()) {
                break;
            }
            assignments.add(
                    switch (TrunkChoice.of(contact.number(), ways.isNamed(), ways.trunks())) {
                        case TrunkChoice.Any _ -> new Dial(contact, waiting.next(), Optional.empty());
                        case TrunkChoice.Through(var trunkId) ->
                            new Dial(contact, waiting.next(), Optional.of(trunkId));
                        case TrunkChoice.Unreachable _ -> new Skip(contact);
                        case TrunkChoice.Waits _ -> new Defer(contact);
                    });
        }
        return assignments;
    }
}
