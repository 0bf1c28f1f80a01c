package io.tandem.local.report;

/** How much of the suite a test needs: nothing but its class, one service, or all of it with a real Asterisk. */
enum Level {
    UNIT,
    SLICE,
    ACCEPTANCE
}
