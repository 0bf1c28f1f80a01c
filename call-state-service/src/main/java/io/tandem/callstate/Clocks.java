package io.tandem.callstate;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The time, as everything here learns it. */
class Clocks {

    @Produces
    @Singleton
    InstantSource system() {
        return InstantSource.system();
    }
}
