package io.tandem.callstate.call;

/**
 * What is recorded of a call now: one recording after another, {@code <callId>-1} first.
 *
 * @param number of the last one that was asked for; 0: none was
 * @param order of the last fact that was told of it
 */
public record Recording(int number, Mode mode, long order) {

    public enum Mode {
        /** None runs. */
        OFF,
        /** Asked for, and not told by the PBX yet. */
        ASKED,
        ON,
        /** Silence is recorded. */
        PAUSED
    }

    static final Recording NONE = new Recording(0, Mode.OFF, 0);

    boolean runs() {
        return mode == Mode.ON || mode == Mode.PAUSED;
    }

    /** Of one that nobody knows to run or not, the same again. */
    Recording next() {
        return mode == Mode.ASKED ? this : new Recording(number + 1, Mode.ASKED, order);
    }

    Recording in(Mode newMode, long newOrder) {
        return new Recording(number, newMode, newOrder);
    }

    Recording off() {
        return new Recording(number, Mode.OFF, order);
    }

    String id(String callId) {
        return callId + "-" + number;
    }
}
