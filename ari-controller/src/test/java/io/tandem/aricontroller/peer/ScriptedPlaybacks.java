package io.tandem.aricontroller.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the scripted PBX plays in its bridges. Not safe from several threads. */
final class ScriptedPlaybacks {

    private record Playback(String bridgeId, String media) {}

    private final Map<String, Playback> live = new LinkedHashMap<>();
    private final List<String> all = new ArrayList<>();

    void begin(String id, String bridgeId, String media) {
        live.put(id, new Playback(bridgeId, media));
        all.add(media);
    }

    boolean end(String id) {
        return live.remove(id) != null;
    }

    List<String> ids() {
        return List.copyOf(live.keySet());
    }

    List<String> idsIn(String bridgeId) {
        return live.entrySet().stream()
                .filter(entry -> entry.getValue().bridgeId().equals(bridgeId))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> now() {
        return live.values().stream()
                .map(it -> it.bridgeId() + " " + it.media())
                .toList();
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
