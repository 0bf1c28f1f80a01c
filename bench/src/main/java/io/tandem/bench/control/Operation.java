package io.tandem.bench.control;

import io.tandem.acceptance.suite.Api;
import java.time.Instant;

/**
 * What is asked of a call, and the event that says that it is so.
 *
 * @param body empty for a DELETE
 */
record Operation(String name, String path, String body, String event) {

    static Operation post(String path, String event) {
        return new Operation(path, path, "{}", event);
    }

    static Operation post(String name, String path, String body, String event) {
        return new Operation(name, path, body, event);
    }

    static Operation delete(String name, String path, String event) {
        return new Operation(name, path, "", event);
    }

    /**
     * When the request that was granted was begun. The event of what was asked before may overtake the PBX's answer to it; until that
     * is there, another of its kind is refused.
     */
    Instant askedOf(Api api, String callId) {
        var target = "/calls/" + callId + "/" + path;
        while (true) {
            var asked = Instant.now();
            var answer = body.isEmpty() ? api.delete(target) : api.post(target, body);
            if (answer.status() == 202) {
                return asked;
            }
            if (!answer.body().contains("is not answered yet")) {
                throw new AssertionError(name + " of " + callId + ": " + answer);
            }
        }
    }
}
