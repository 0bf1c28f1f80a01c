package io.tandem.local.plan;

import java.util.Locale;

/** Every port of the suite on the loopback interface. */
public enum Port {
    ORIGIN(8080, "the API, one origin in front of the services"),
    AMI_GATEWAY(8081, "ami-gateway's API"),
    ARI_CONTROLLER(8082, "ari-controller's API"),
    CALL_STATE_SERVICE(8083, "call-state-service's API"),
    CAMPAIGN_SERVICE(8084, "campaign-service's API"),
    NOTIFIER_SERVICE(8085, "notifier-service's API"),
    HARDWARE_PROBE(8086, "hardware-probe's API"),
    AMI_GATEWAY_MANAGEMENT(9001, "ami-gateway's health and metrics"),
    ARI_CONTROLLER_MANAGEMENT(9002, "ari-controller's health and metrics"),
    CALL_STATE_SERVICE_MANAGEMENT(9003, "call-state-service's health and metrics"),
    CAMPAIGN_SERVICE_MANAGEMENT(9004, "campaign-service's health and metrics"),
    NOTIFIER_SERVICE_MANAGEMENT(9005, "notifier-service's health and metrics"),
    HARDWARE_PROBE_MANAGEMENT(9006, "hardware-probe's health and metrics"),
    KAFKA(9092, "Kafka"),
    REDIS(6379, "Redis"),
    POSTGRES(5432, "PostgreSQL"),
    PBX_SIP(5160, "SIP of the PBX", true),
    PBX_AMI(5138, "AMI of the PBX"),
    PBX_ARI(8188, "ARI of the PBX"),
    PBX_RTP(20_000, "voice at the PBX, with the 999 that follow", true),
    CARRIER_SIP(5170, "SIP of the carrier", true),
    CARRIER_AMI(5139, "AMI of the carrier"),
    CARRIER_RTP(21_000, "voice at the carrier, with the 999 that follow", true);

    private final int standard;
    private final String purpose;
    private final boolean udp;

    Port(int standard, String purpose) {
        this(standard, purpose, false);
    }

    Port(int standard, String purpose, boolean udp) {
        this.standard = standard;
        this.purpose = purpose;
        this.udp = udp;
    }

    public int standard() {
        return standard;
    }

    public String purpose() {
        return purpose;
    }

    public boolean isUdp() {
        return udp;
    }

    /** As in {@code ports.properties}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String variable() {
        return "TANDEM_PORT_" + name();
    }
}
