package io.tandem.acceptance.suite;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Each story begins with a suite that is whole, whatever the one before it broke; registered for all by the service loader. */
public final class Whole implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext story) {
        if (story.getRequiredTestClass().getSimpleName().endsWith("IT")) {
            Suite.running().awaitWhole();
        }
    }
}
