package io.tandem.callstate.agent;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** On which PBX an agent may wait; answered by whoever knows the PBXs. */
public interface DeskPlaces {

    /** Empty where ARI of none is alive: nobody could put the phone into its bridge. */
    CompletionStage<Optional<String>> choose(String deskId);
}
