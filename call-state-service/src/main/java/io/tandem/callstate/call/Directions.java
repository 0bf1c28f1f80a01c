package io.tandem.callstate.call;

import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.RouteTarget;
import java.time.Instant;
import java.util.Optional;

/** The directory as the machine asks it. Answers from memory, and at once. */
public interface Directions {

    /** Menus that are closed at the time are passed through already. */
    Way to(Call call, RouteTarget target, Instant at);

    /** As {@link Stay.InQueue} names it. */
    Optional<DirectoryEntry.Queue> queue(String tenant, String queueId);

    Optional<DirectoryEntry.Menu> menu(String tenant, String menuId);

    /** Whether somebody who is at this number can be called. */
    boolean reaches(String tenant, String number);
}
