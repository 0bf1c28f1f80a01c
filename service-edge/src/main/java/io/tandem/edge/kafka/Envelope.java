package io.tandem.edge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of one record: its key, and CloudEvents 1.0 attributes in Kafka's binary mode (headers {@code ce_*}), with the tenant
 * in the header {@code tenant}. {@code type} is the event's name without version, e.g. {@code call.connected}; the body's own
 * {@code type} has the version.
 */
public record Envelope(
        String key,
        String id,
        String type,
        String source,
        Instant time,
        @Nullable String tenant) {

    /** A message for an emitter of a Kafka channel whose value is a String. */
    public Message<String> wrap(String body) {
        return Message.of(body).addMetadata(metadata().build());
    }

    /** As {@link #wrap(String)}, for another topic than the channel's. */
    public Message<String> wrap(String body, String topic) {
        return Message.of(body).addMetadata(metadata().withTopic(topic).build());
    }

    private OutgoingKafkaRecordMetadata.OutgoingKafkaRecordMetadataBuilder<String> metadata() {
        return OutgoingKafkaRecordMetadata.<String>builder().withKey(key).withHeaders(headers());
    }

    public Headers headers() {
        var headers = new RecordHeaders();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", id.getBytes(UTF_8));
        headers.add("ce_type", type.getBytes(UTF_8));
        headers.add("ce_source", source.getBytes(UTF_8));
        headers.add("ce_time", time.toString().getBytes(UTF_8));
        headers.add("content-type", "application/json".getBytes(UTF_8));
        if (tenant != null) {
            headers.add("tenant", tenant.getBytes(UTF_8));
        }
        return headers;
    }
}
