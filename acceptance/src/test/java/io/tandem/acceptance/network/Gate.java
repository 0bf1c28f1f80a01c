package io.tandem.acceptance.network;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Open, or shut until it is opened again. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean isShut;

    void shut() {
        lock.lock();
        try {
            isShut = true;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            isShut = false;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when it is open. */
    void pass() {
        lock.lock();
        try {
            while (isShut) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
