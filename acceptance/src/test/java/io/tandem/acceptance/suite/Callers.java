package io.tandem.acceptance.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** People who call in from the network, in the order in which they did. Hung up when it is closed, if they have not gone before. */
public final class Callers implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(60);

    private final Carrier carrier;
    private final List<String> channels = new ArrayList<>();

    public Callers(Suite suite) {
        carrier = suite.carrier();
    }

    /** Talks as soon as they are answered. The call's id, once it is told. */
    public String call(Events events, String from, String did) {
        return call(events, from, did, "talk");
    }

    /** As {@link #call(Events, String, String)}, but does what the extension of the carrier's context {@code caller} says. */
    public String call(Events events, String from, String did, String behaviour) {
        dial(from, did, behaviour);
        return events.await(
                        CALL,
                        "a call from " + from + " to " + did,
                        frame -> frame.path("type").asText().equals("call.requested")
                                && frame.at("/data/call/from").asText().equals(from)
                                && frame.at("/data/call/to").asText().equals(did))
                .at("/data/callId")
                .asText();
    }

    /** Without waiting for what becomes of it. */
    public void dial(String from, String did, String behaviour) {
        channels.add(carrier.calls(from, did, behaviour));
    }

    /** {@code nth}: 0 for the first. */
    public void hangsUp(int nth) {
        carrier.hangUp(channels.get(nth));
    }

    @Override
    public void close() {
        channels.forEach(carrier::hangUp);
        carrier.close();
    }
}
