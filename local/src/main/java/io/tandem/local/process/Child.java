package io.tandem.local.process;

import java.nio.file.Path;

/** A process that was started; it may have died since. */
public record Child(String name, Identity identity, Path log) {

    public boolean isAlive() {
        return identity.isAlive();
    }
}
