package io.tandem.callstate.call;

import io.tandem.contracts.DirectoryEntry;

/** What a {@link io.tandem.contracts.RouteTarget} comes to at a moment, as the directory is. */
public sealed interface Way {

    record Wait(DirectoryEntry.Queue queue) implements Way {}

    /** The menu is open. */
    record Choose(DirectoryEntry.Menu menu) implements Way {}

    record Bridge(Target number) implements Way {}

    record Leave(String context, String extension) implements Way {}

    /** {@code sound}: a name of the PBX. */
    record Hear(String sound) implements Way {}

    record CallBack(DirectoryEntry.Queue queue) implements Way {}

    record HangUp() implements Way {}

    /** It leads nowhere: what it names is not there, or may not be dialled. */
    record Nowhere(String why) implements Way {}
}
