package io.tandem.amigateway.ownership;

import java.time.Duration;

/**
 * Tells by the process's own clock that it stood still for longer than its group waits for it. Pure; confined to who looks.
 */
public final class StandStill {

    private final Duration patience;
    private long lastLook;

    /**
     * @param patience how long the group waits for a member that says nothing
     * @param nanoTime of the first look, as {@link System#nanoTime}
     */
    public StandStill(Duration patience, long nanoTime) {
        this.patience = patience;
        this.lastLook = nanoTime;
    }

    /** Whether so much time passed since the last look that another may have what was ours. To be asked far more often than that. */
    public boolean isNoticed(long nanoTime) {
        long stood = nanoTime - lastLook;
        lastLook = nanoTime;
        return stood > patience.toNanos();
    }
}
