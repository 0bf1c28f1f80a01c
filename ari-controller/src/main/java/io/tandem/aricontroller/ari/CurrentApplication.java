package io.tandem.aricontroller.ari;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The name of a shard's application now, and whether it is ready for channels. Written by the shard, awaited by calls. */
final class CurrentApplication {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile String name = "";
    private volatile boolean ready;

    String name() {
        return name;
    }

    boolean isReady() {
        return ready;
    }

    void begin(String newName) {
        name = newName;
        ready = false;
    }

    void ready(boolean now) {
        lock.lock();
        try {
            ready = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitReady(Duration limit) throws InterruptedException {
        if (ready) {
            return true;
        }
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!ready && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ready;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return name + (ready ? "" : " (not ready)");
    }
}
