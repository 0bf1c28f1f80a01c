package io.tandem.amigateway.action.carry;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** The last so many ids. */
final class RecentIds {

    private final int most;
    private final Set<String> ids = new HashSet<>();
    private final ArrayDeque<String> order = new ArrayDeque<>();

    RecentIds(int most) {
        this.most = most;
    }

    /** False if it was there. */
    boolean add(String id) {
        if (!ids.add(id)) {
            return false;
        }
        order.addLast(id);
        if (order.size() > most) {
            ids.remove(order.removeFirst());
        }
        return true;
    }
}
