package io.tandem.local.front;

import io.tandem.local.plan.Service;
import io.vertx.core.net.SocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where each service listens: its API, and its management port, which has the OpenAPI document. */
record Origins(Map<Service, SocketAddress> addresses, Map<Service, SocketAddress> managementAddresses) {

    /** From arguments like {@code call-state-service=8083,9003}. */
    static Origins parse(List<String> arguments) {
        var addresses = new EnumMap<Service, SocketAddress>(Service.class);
        var management = new EnumMap<Service, SocketAddress>(Service.class);
        for (var argument : arguments) {
            var parts = argument.split("[=,]", -1);
            for (var service : Service.values()) {
                if (service.id().equals(parts[0])) {
                    addresses.put(service, address(parts[1]));
                    management.put(service, address(parts[2]));
                }
            }
        }
        return new Origins(addresses, management);
    }

    SocketAddress management(Service service) {
        return managementAddresses.get(service);
    }

    private static SocketAddress address(String port) {
        return SocketAddress.inetSocketAddress(Integer.parseInt(port), "127.0.0.1");
    }

    SocketAddress of(Service service) {
        return addresses.get(service);
    }
}
