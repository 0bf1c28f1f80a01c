package io.tandem.local.suite;

import io.tandem.local.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One process of the suite.
 *
 * @param start returns when the process was started and recorded; some return only when it is ready
 * @param isReady asks the process; quick, false on any trouble
 * @param startLimit how long it may take until it is ready
 */
record Part(
        String name,
        Stage stage,
        List<Integer> ports,
        Path log,
        Runnable start,
        BooleanSupplier isReady,
        Duration startLimit,
        Signal stopSignal) {

    /**
     * Started in this order, a stage when the one before is ready; stopped in the opposite one. The PBX comes after the service that
     * makes the table of its ledger, and with those that are not ready without a PBX.
     */
    enum Stage {
        BACKING,
        SERVICES,
        TELEPHONY
    }

    Part {
        ports = List.copyOf(ports);
    }
}
