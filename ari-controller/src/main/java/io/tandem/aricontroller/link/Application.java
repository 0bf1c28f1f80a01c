package io.tandem.aricontroller.link;

import java.time.Instant;
import java.util.Locale;

/** The name of one incarnation of a shard's ARI application: {@code tandem-<shard>-<incarnation>}. */
public record Application(int shard, String incarnation) {

    /** @param salt tells two replicas apart that begin in the same millisecond; its lowest ten bits count */
    public static Application begunAt(int shard, Instant now, int salt) {
        return new Application(
                shard,
                (Long.toString(now.toEpochMilli(), 32) + Integer.toString(1024 + (salt & 1023), 32))
                        .toLowerCase(Locale.ROOT));
    }

    /** Whether {@code name} is another incarnation of the same shard, ours or a dead replica's. */
    public boolean isSuccessorOf(String name) {
        return name.startsWith("tandem-" + shard + "-") && !name.equals(name());
    }

    /** Whether it is of any shard. */
    public static boolean isOurs(String name) {
        return name.startsWith("tandem-");
    }

    public String name() {
        return "tandem-" + shard + "-" + incarnation;
    }
}
