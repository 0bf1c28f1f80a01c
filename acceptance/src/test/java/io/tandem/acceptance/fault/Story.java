package io.tandem.acceptance.fault;

import java.util.Locale;

/** What was seen, for whoever reads the run's output: figures are told, only limits are asserted. */
final class Story {

    static void says(String form, Object... figures) {
        System.out.printf(Locale.ROOT, "  seen: " + form + "%n", figures);
    }

    private Story() {}
}
