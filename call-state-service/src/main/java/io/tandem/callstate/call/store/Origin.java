package io.tandem.callstate.call.store;

/** Where an input was read. */
public record Origin(String topic, int partition, long offset) {

    /** For what did not come from a topic: a request by REST. */
    public static final Origin NONE = new Origin("", -1, -1);

    boolean isTopic() {
        return partition >= 0;
    }

    String field() {
        return "at:" + topic + ":" + partition;
    }
}
