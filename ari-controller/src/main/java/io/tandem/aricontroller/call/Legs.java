package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The channels of a call that are known to live. Written by the call's thread; {@link #known} may be asked by any. */
final class Legs {

    private enum Place {
        MADE,
        IN_APPLICATION,
        OUTSIDE
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> bridged = new HashSet<>();
    private volatile List<String> known = List.of();

    void made(String channelId) {
        places.putIfAbsent(channelId, Place.MADE);
        publish();
    }

    void bridged(String channelId) {
        bridged.add(channelId);
    }

    void unbridged(String channelId) {
        bridged.remove(channelId);
    }

    void gone(String channelId) {
        places.remove(channelId);
        bridged.remove(channelId);
        publish();
    }

    void observe(AriEvent event) {
        var channel = event.channel();
        if (channel == null) {
            return;
        }
        if (event.is("StasisStart")) {
            places.put(channel.id(), Place.IN_APPLICATION);
        } else if (event.is("StasisEnd")) {
            places.replace(channel.id(), Place.OUTSIDE);
            bridged.remove(channel.id());
        } else if (event.is("ChannelDestroyed")) {
            gone(channel.id());
            return;
        }
        publish();
    }

    boolean has(String channelId) {
        return places.containsKey(channelId);
    }

    /** In the call's bridge, as far as we put it there or saw it. */
    boolean isBridged(String channelId) {
        return bridged.contains(channelId);
    }

    boolean isControlled(String channelId) {
        return places.get(channelId) == Place.IN_APPLICATION;
    }

    /** Whether anything is left that we made or control. */
    boolean areOurs() {
        return places.values().stream().anyMatch(p -> p != Place.OUTSIDE);
    }

    boolean areGone() {
        return places.isEmpty();
    }

    List<String> known() {
        return known;
    }

    private void publish() {
        known = List.copyOf(places.keySet());
    }
}
