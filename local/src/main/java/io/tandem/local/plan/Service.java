package io.tandem.local.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The six services, and the first segments under {@code /api/v1} that each owns. */
public enum Service {
    AMI_GATEWAY(Port.AMI_GATEWAY, Port.AMI_GATEWAY_MANAGEMENT, "pbx"),
    ARI_CONTROLLER(Port.ARI_CONTROLLER, Port.ARI_CONTROLLER_MANAGEMENT),
    CALL_STATE_SERVICE(
            Port.CALL_STATE_SERVICE,
            Port.CALL_STATE_SERVICE_MANAGEMENT,
            "calls",
            "recordings",
            "presence",
            "audit",
            "erasures",
            "callbacks",
            "live"),
    CAMPAIGN_SERVICE(
            Port.CAMPAIGN_SERVICE,
            Port.CAMPAIGN_SERVICE_MANAGEMENT,
            "agents",
            "campaigns",
            "imports",
            "trunks",
            "dids",
            "dnc",
            "caller-ids",
            "queues",
            "menus",
            "screening-rules",
            "dispositions",
            "policies"),
    NOTIFIER_SERVICE(Port.NOTIFIER_SERVICE, Port.NOTIFIER_SERVICE_MANAGEMENT, "events", "webhooks", "telegram"),
    HARDWARE_PROBE(Port.HARDWARE_PROBE, Port.HARDWARE_PROBE_MANAGEMENT, "hardware");

    private final Port http;
    private final Port management;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> segments;

    Service(Port http, Port management, String... segments) {
        this.http = http;
        this.management = management;
        this.segments = List.of(segments);
    }

    /** Also its module's directory. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Port http() {
        return http;
    }

    public Port management() {
        return management;
    }

    public List<String> segments() {
        return segments;
    }

    public static Optional<Service> named(String id) {
        return Arrays.stream(values())
                .filter(service -> service.id().equals(id))
                .findFirst();
    }

    public static Optional<Service> owning(String segment) {
        return Arrays.stream(values())
                .filter(service -> service.segments.contains(segment))
                .findFirst();
    }
}
