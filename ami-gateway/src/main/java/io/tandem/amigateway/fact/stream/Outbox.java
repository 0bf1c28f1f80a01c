package io.tandem.amigateway.fact.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * Facts between those who make them and the one thread that sends them, in their order. Adding waits for nothing but another adding:
 * the reading of a PBX does not stand still because Kafka does. It has no bound of its own; each {@link FactPublisher} stops the
 * reading of its PBX at its mark.
 */
final class Outbox {

    private List<Told> waiting = new ArrayList<>();
    private boolean closed;

    synchronized void add(Told fact) {
        waiting.add(fact);
        if (waiting.size() == 1) {
            notifyAll();
        }
    }

    /** All that waits; if nothing does, the caller waits for the next. Empty: it was closed, and nothing is left. */
    synchronized List<Told> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        var all = waiting;
        waiting = new ArrayList<>(all.size());
        return all;
    }

    /** Nobody waits for more from now on. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
