package io.tandem.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** A contact as campaign-service has it, with what its call is doing right now, if there is one. */
record Row(String number, String name, String state, String outcome, int attempts, String agent, String live) {

    private static final java.util.Set<String> FINAL = java.util.Set.of("COMPLETED", "EXHAUSTED", "SKIPPED");

    static Row of(JsonNode contact, String live) {
        return new Row(
                contact.path("number").asText(),
                contact.path("name").asText(""),
                contact.path("state").asText(),
                contact.path("outcome").asText(""),
                contact.path("attempts").asInt(),
                contact.path("agentId").asText(""),
                live);
    }

    boolean isFinal() {
        return FINAL.contains(state);
    }
}
