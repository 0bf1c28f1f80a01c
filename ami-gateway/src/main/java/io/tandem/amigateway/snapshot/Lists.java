package io.tandem.amigateway.snapshot;

import io.tandem.ami.AmiHeaders;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.amigateway.fact.ChannelIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of the three lists that make a snapshot, as far as they are about us. */
public final class Lists {

    /** One row of CoreShowChannels. {@code bridgeId} is empty for a channel in no bridge. */
    record Row(String callId, String channelId, String name, String state, String bridgeId) {
        boolean isUp() {
            return state.equals("Up");
        }
    }

    private final CallChannels calls;
    private final List<Row> channels = new ArrayList<>();
    private final Map<String, String> roomOfBridge = new HashMap<>();
    private final Set<String> bridges = new HashSet<>();
    private final Set<String> rooms = new HashSet<>();

    public Lists(CallChannels calls) {
        this.calls = calls;
    }

    /** CoreShowChannel. */
    public void channel(AmiHeaders row) {
        var channelId = row.text("Uniqueid");
        calls.listed(row);
        calls.callOf(channelId)
                .ifPresent(callId -> channels.add(new Row(
                        callId, channelId, row.text("Channel"), row.text("ChannelStateDesc"), row.text("BridgeId"))));
    }

    /** BridgeListItem: ours by its id, or ConfBridge's, which says its room's name and has an id of its own. */
    public void bridge(AmiHeaders row) {
        var id = row.text("BridgeUniqueid");
        bridges.add(id);
        if (row.text("BridgeCreator").equals("ConfBridge")) {
            roomOfBridge.put(id, row.text("BridgeName"));
        }
    }

    /** ConfbridgeListRooms. */
    public void room(AmiHeaders row) {
        rooms.add(row.text("Conference"));
    }

    List<Row> channels() {
        return channels;
    }

    boolean isInRoom(Row row) {
        return row.callId().equals(roomOfBridge.get(row.bridgeId()));
    }

    boolean isInBridge(Row row) {
        return row.bridgeId().equals(ChannelIds.bridge(row.callId()));
    }

    /** Bridges of ours in which nobody is: nothing in the PBX removes them. */
    long emptyBridges() {
        var used = new HashSet<String>();
        channels.forEach(row -> used.add(row.bridgeId()));
        return bridges.stream()
                .filter(id -> ChannelIds.ofBridge(id).isPresent() && !used.contains(id))
                .count();
    }

    /** Rooms of calls of which no channel lives. */
    long strangeRooms() {
        var calls = new HashSet<String>();
        channels.forEach(row -> calls.add(row.callId()));
        return rooms.stream()
                .filter(room -> ChannelIds.ofRoom(room).isPresent() && !calls.contains(room))
                .count();
    }
}
