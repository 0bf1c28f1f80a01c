package io.tandem.amigateway.snapshot.take;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.amigateway.snapshot.Lists;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One snapshot on its way: what was asked for and has not come whole. Knows its own rows by their ActionIDs. */
final class Taking {

    static final String MARKER = "TandemSnapshot";

    /** What is asked for, in this order. The marker comes back as an event, behind all events from before the lists. */
    enum Part {
        CHANNELS("CoreShowChannels", "CoreShowChannel", "CoreShowChannelsComplete"),
        BRIDGES("BridgeList", "BridgeListItem", "BridgeListComplete"),
        ROOMS("ConfbridgeListRooms", "ConfbridgeListRooms", "ConfbridgeListRoomsComplete"),
        MARKER("UserEvent", "", "UserEvent");

        final String action;
        final String row;
        final String complete;

        Part(String action, String row, String complete) {
            this.action = action;
            this.row = row;
            this.complete = complete;
        }

        AmiAction ask() {
            return this == MARKER ? AmiAction.of(action).with("UserEvent", Taking.MARKER) : AmiAction.of(action);
        }
    }

    private final String prefix;
    private final Instant begunAt;
    private final Lists lists;
    private final Set<Part> missing = EnumSet.allOf(Part.class);

    /** {@code id} is this snapshot's in the world: every session hears the markers of all. */
    Taking(String id, CallChannels calls, Instant begunAt) {
        this.lists = new Lists(calls);
        this.prefix = "snapshot-" + id + "-";
        this.begunAt = begunAt;
    }

    String actionId(Part part) {
        return prefix + part.ordinal();
    }

    Instant begunAt() {
        return begunAt;
    }

    Lists lists() {
        return lists;
    }

    boolean isWhole() {
        return missing.isEmpty();
    }

    /** It will not come: there is nothing to list, or this user may not ask. */
    void without(Part part) {
        missing.remove(part);
    }

    /** True if the event belongs to this snapshot, and is taken. */
    boolean takes(AmiMessage.Event event) {
        var actionId = event.headers().text("ActionID");
        var part = EnumSet.allOf(Part.class).stream()
                .filter(p -> actionId.equals(actionId(p)))
                .findFirst();
        part.ifPresent(p -> take(p, event));
        return part.isPresent();
    }

    private void take(Part part, AmiMessage.Event event) {
        if (event.name().equals(part.complete)) {
            missing.remove(part);
        } else if (event.name().equals(part.row)) {
            var row = event.headers();
            switch (part) {
                case CHANNELS -> lists.channel(row);
                case BRIDGES -> lists.bridge(row);
                case ROOMS -> lists.room(row);
                case MARKER -> {}
            }
        }
    }

    /** What is waited for, for a message. */
    Optional<String> lacking() {
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing.toString());
    }
}
