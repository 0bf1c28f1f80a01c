package io.tandem.local.suite;

import io.tandem.local.api.Answer;
import io.tandem.local.api.Api;
import io.tandem.local.api.ApiException;
import java.util.List;
import java.util.Map;

/** What a newcomer needs to make a call: a way out and three agents. Put there through the API; what exists is left alone. */
final class Seeds {

    private static final int EXISTS = 409;

    private final Api api;

    Seeds(Api api) {
        this.api = api;
    }

    void sow() {
        made(api.post(
                "/trunks",
                Map.of("id", "carrier", "name", "The carrier", "endpoint", "carrier", "prefixes", List.of("+44"))));
        agent("1001", "Ada Lovelace");
        agent("1002", "Grace Hopper");
        agent("1003", "Karen Spärck Jones");
    }

    private void agent(String id, String name) {
        made(api.post("/agents", Map.of("id", id, "name", name, "endpoint", "PJSIP/" + id + "@phones")));
    }

    private static void made(Answer answer) throws ApiException {
        if (answer.status() != EXISTS) {
            answer.orThrow();
        }
    }
}
