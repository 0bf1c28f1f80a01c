package io.tandem.aricontroller.call;

/** Q.850 causes that we give. */
final class Cause {

    static final int NORMAL_CLEARING = 16;
    static final int NO_ANSWER = 19;
    static final int SUBSCRIBER_ABSENT = 20;
    static final int CONGESTION = 34;
    static final int NETWORK_OUT_OF_ORDER = 38;

    private static final int HIGHEST = 127;

    /** 0 (none given) and what is no cause become normal clearing. */
    static int orNormal(int cause) {
        return cause > 0 && cause <= HIGHEST ? cause : NORMAL_CLEARING;
    }

    /** Why somebody who was called did not come. */
    static String told(int cause) {
        return switch (cause) {
            case 17 -> "busy";
            case 18, NO_ANSWER -> "no answer";
            case SUBSCRIBER_ABSENT -> "not reachable";
            case 21 -> "rejected";
            case 1, 3, 22, 28 -> "no such number";
            case 27, CONGESTION, NETWORK_OUT_OF_ORDER, 41, 42, 44, 47, 58 -> "congestion";
            default -> "hung up";
        };
    }

    private Cause() {}
}
