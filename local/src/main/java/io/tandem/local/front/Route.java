package io.tandem.local.front;

import io.tandem.local.plan.Service;

/** Where a path leads. */
sealed interface Route {

    record ToService(Service service) implements Route {}

    /** The OpenAPI document of all services. */
    record Specification() implements Route {}

    /** The same for people. */
    record Documents() implements Route {}

    record Home() implements Route {}

    record Nowhere() implements Route {}

    String API = "/api/v1/";

    /** By the path's segments as they were sent: nothing is decoded, so nothing can be smuggled past by an encoding. */
    static Route of(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return new Home();
        }
        if (!path.startsWith(API)) {
            return new Nowhere();
        }
        var rest = path.substring(API.length());
        var end = rest.indexOf('/');
        var segment = end < 0 ? rest : rest.substring(0, end);
        return switch (segment) {
            case "openapi.json" -> end < 0 ? new Specification() : new Nowhere();
            case "docs" -> end < 0 ? new Documents() : new Nowhere();
            default -> Service.owning(segment).<Route>map(ToService::new).orElseGet(Nowhere::new);
        };
    }
}
