package io.tandem.callstate.erasure;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What one part keeps of people, or of calls with them; answered by whoever keeps it. */
public interface Traces {

    /** Calls with this person; those from which they were taken already are among them. Who only keeps things of calls knows none. */
    default CompletionStage<Found> find(Person person) {
        return CompletableFuture.completedFuture(Found.NOTHING);
    }

    /** Takes the person out of all that is kept of these calls. Done again, it changes nothing. */
    CompletionStage<Tally> erase(Person person, Set<String> callIds);

    /** @param living calls that need the number for as long as they are where they are; a part of {@code callIds} */
    record Found(Set<String> callIds, Set<String> living) {

        public static final Found NOTHING = new Found(Set.of(), Set.of());

        public Found {
            callIds = Set.copyOf(callIds);
            living = Set.copyOf(living);
        }
    }
}
