package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was made for a call beside its two parties and its bridge: a supervisor, snoops, further bridges. Nothing of it outlives the
 * call, and its end does not end the call. Written by the call's thread; {@link #known} may be asked by any.
 */
final class Guests {

    private final Set<String> channels = new LinkedHashSet<>();
    private final Set<String> controlled = new LinkedHashSet<>();
    private final Set<String> bridges = new LinkedHashSet<>();
    private volatile List<String> known = List.of();

    void made(String channelId) {
        channels.add(channelId);
        known = List.copyOf(channels);
    }

    void gone(String channelId) {
        channels.remove(channelId);
        controlled.remove(channelId);
        known = List.copyOf(channels);
    }

    void observe(AriEvent event) {
        if (event.channel() == null) {
            return;
        }
        var channelId = event.channel().id();
        switch (event.type()) {
            case "StasisStart" -> {
                made(channelId);
                controlled.add(channelId);
            }
            case "StasisEnd" -> controlled.remove(channelId);
            case "ChannelDestroyed" -> gone(channelId);
            default -> {}
        }
    }

    void opened(String bridgeId) {
        bridges.add(bridgeId);
    }

    void closed(String bridgeId) {
        bridges.remove(bridgeId);
    }

    boolean has(String channelId) {
        return channels.contains(channelId);
    }

    boolean isControlled(String channelId) {
        return controlled.contains(channelId);
    }

    List<String> known() {
        return known;
    }

    Set<String> bridges() {
        return Set.copyOf(bridges);
    }
}
