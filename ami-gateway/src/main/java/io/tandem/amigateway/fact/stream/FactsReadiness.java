package io.tandem.amigateway.fact.stream;

import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the producer of facts has a broker to talk to. */
@Readiness
class FactsReadiness implements HealthCheck {

    private final Producer<String, byte[]> kafka;

    FactsReadiness(Producer<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        boolean connected = kafka.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .anyMatch(metric -> metric.metricValue() instanceof Double count && count > 0);
        return HealthCheckResponse.named("facts").status(connected).build();
    }
}
