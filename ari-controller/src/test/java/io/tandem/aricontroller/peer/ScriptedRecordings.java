package io.tandem.aricontroller.peer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The recordings of a {@link ScriptedAri}: live ones by the bridge in which they are, stored ones with their bytes. */
final class ScriptedRecordings {

    private final Map<String, String> live = new LinkedHashMap<>();
    private final Map<String, byte[]> stored = new LinkedHashMap<>();
    private final Set<String> silent = new TreeSet<>();

    Set<String> live() {
        return Set.copyOf(live.keySet());
    }

    Set<String> silent() {
        return Set.copyOf(silent);
    }

    Set<String> stored() {
        return Set.copyOf(stored.keySet());
    }

    void keep(String name, byte[] bytes) {
        stored.put(name, bytes);
    }

    int begin(String name, String bridge) {
        if (live.containsKey(name) || stored.containsKey(name)) {
            return 409;
        }
        live.put(name, bridge);
        return 201;
    }

    void bridgeIsGone(String bridge) {
        live.entrySet().stream()
                .filter(e -> e.getValue().equals(bridge))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::end);
    }

    private void end(String name) {
        live.remove(name);
        silent.remove(name);
        stored.put(name, new byte[0]);
    }

    /** {@code path}: "", recordings, live or stored, a name, an operation. */
    void answer(HttpServerRequest request, String[] path) {
        var response = request.response();
        var name = path[3];
        var known = path[2].equals("live") ? live.containsKey(name) : stored.containsKey(name);
        if (!known) {
            response.setStatusCode(404).end();
        } else if (path[2].equals("live")) {
            change(request.method(), name, path.length > 4 ? path[4] : "");
            response.setStatusCode(request.method().equals(HttpMethod.GET) ? 200 : 204)
                    .end();
        } else if (request.method().equals(HttpMethod.DELETE)) {
            stored.remove(name);
            response.setStatusCode(204).end();
        } else {
            response.end(Buffer.buffer(stored.get(name)));
        }
    }

    private void change(HttpMethod method, String name, String operation) {
        if (operation.equals("mute") && method.equals(HttpMethod.POST)) {
            silent.add(name);
        } else if (operation.equals("mute")) {
            silent.remove(name);
        } else if (operation.equals("stop")) {
            end(name);
        } else if (method.equals(HttpMethod.DELETE)) {
            live.remove(name);
        }
    }
}
