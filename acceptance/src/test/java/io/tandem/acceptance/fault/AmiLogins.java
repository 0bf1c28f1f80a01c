package io.tandem.acceptance.fault;

import io.tandem.acceptance.suite.Pbx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Asks the PBX again and again who is logged in over AMI, and notes for how long anybody was twice. */
final class AmiLogins implements AutoCloseable {

    private final Pbx pbx;
    private final Thread thread;
    private volatile boolean closed;
    private volatile int asked;
    private volatile Duration longestTwice = Duration.ZERO;

    AmiLogins(Pbx pbx) {
        this.pbx = pbx;
        thread = Thread.ofVirtual().name("ami-logins").start(this::watch);
    }

    /** From the first look at which somebody was logged in twice to the first at which nobody was any more. */
    Duration longestTwice() {
        return longestTwice;
    }

    /** How often somebody was logged in when it looked. */
    int asked() {
        return asked;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    private void watch() {
        Long twiceSince = null;
        while (!closed) {
            var users = pbx.amiUsers();
            boolean twice = isAnyTwice(users);
            long now = System.nanoTime();
            asked += users.isEmpty() ? 0 : 1;
            twiceSince = twice && twiceSince == null ? Long.valueOf(now) : twiceSince;
            if (twiceSince != null) {
                var lasted = Duration.ofNanos(now - twiceSince).plusNanos(1);
                longestTwice = lasted.compareTo(longestTwice) > 0 ? lasted : longestTwice;
                twiceSince = twice ? twiceSince : null;
            }
        }
    }

    static boolean isAnyTwice(List<String> users) {
        return new HashSet<>(users).size() < users.size();
    }

    /** @throws AssertionError when it never saw anybody: then it has seen nothing */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (asked == 0) {
            throw new AssertionError("nobody was ever seen logged in");
        }
    }
}
