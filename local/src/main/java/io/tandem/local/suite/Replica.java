package io.tandem.local.suite;

import io.tandem.local.plan.Port;
import io.tandem.local.plan.Service;
import java.util.List;

/**
 * One process of a service. The first has the service's name and ports, and is the one that the origin leads to; each further one is
 * {@code <service>-<number>} with ports of {@value #STEP} more than the one before.
 *
 * @param number from 1 on
 */
record Replica(Service service, int number) {

    static final int MOST = 9;
    private static final int STEP = 100;

    String name() {
        return number == 1 ? service.id() : service.id() + "-" + number;
    }

    int port(Port port, SuitePorts ports) {
        return ports.of(port) + (number - 1) * STEP;
    }

    /** That of its API, then that of its health and metrics. */
    List<Integer> ports(SuitePorts ports) {
        return List.of(port(service.http(), ports), port(service.management(), ports));
    }
}
