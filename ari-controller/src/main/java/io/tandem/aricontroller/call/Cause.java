package io.tandem.aricontroller.call;

/** Q.850 causes that we give. */
final class Cause {

    static final int NORMAL_CLEARING = 16;
    static final int NO_ANSWER = 19;
    static final int NETWORK_OUT_OF_ORDER = 38;

    private static final int HIGHEST = 127;

    /** 0 (none given) and what is no cause become normal clearing. */
    static int orNormal(int cause) {
        return cause > 0 && cause <= HIGHEST ? cause : NORMAL_CLEARING;
    }

    private Cause() {}
}
