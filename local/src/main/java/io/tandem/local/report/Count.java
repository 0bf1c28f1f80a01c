package io.tandem.local.report;

/** Of tests. An error is a failure. */
record Count(int passed, int failed, int skipped) {

    static final Count NONE = new Count(0, 0, 0);

    Count plus(Count other) {
        return new Count(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }
}
