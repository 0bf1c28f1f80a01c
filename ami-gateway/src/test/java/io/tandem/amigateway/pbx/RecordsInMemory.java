package io.tandem.amigateway.pbx;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own stand-in for a producer, where the brokers are in memory too: keeps what it is given, and acknowledges it at once. */
@ApplicationScoped
public class RecordsInMemory {

    /** For tests with {@link GatewayUnderTest}. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(InsteadOfKafka.class);
        }
    }

    /** What the profile chooses. */
    @Alternative
    @ApplicationScoped
    public static class InsteadOfKafka {
        @Produces
        @Singleton
        Producer<String, byte[]> producer(RecordsInMemory records) {
            return records.kept();
        }
    }

    private static final MetricName CONNECTIONS = new MetricName("connection-count", "producer-metrics", "", Map.of());

    private final Wire wire;
    private final MockProducer<String, byte[]> kept =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    RecordsInMemory(Wire wire) {
        this.wire = wire;
        kept.setMockMetrics(CONNECTIONS, new Metric() {
            @Override
            public MetricName metricName() {
                return CONNECTIONS;
            }

            @Override
            public Object metricValue() {
                return 1.0;
            }
        });
    }

    Producer<String, byte[]> kept() {
        return kept;
    }

    public void clear() {
        kept.clear();
    }

    public List<ProducerRecord<String, byte[]>> records() {
        return kept.history();
    }

    public List<PbxFact> facts() {
        return records().stream()
                .map(r -> wire.read(new String(r.value(), StandardCharsets.UTF_8), PbxFact.class))
                .toList();
    }
}
