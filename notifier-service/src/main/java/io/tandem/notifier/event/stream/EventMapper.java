package io.tandem.notifier.event.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CampaignEvent;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.tandem.notifier.event.NewEvent;
import io.tandem.notifier.event.NewEvent.About;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of Kafka to events. The event's id and source are those of the record's CloudEvents headers; a record without them gets
 * the id that its contract promises. Empty for a type that this version does not know.
 */
@Singleton
class EventMapper {

    /** What the record's CloudEvents headers said. */
    record Headers(@Nullable String id, @Nullable String source) {}

    private record Common(String key, String tenant, long version, Instant at) {}

    private final Wire wire;

    EventMapper(Wire wire) {
        this.wire = wire;
    }

    Optional<NewEvent> call(String body, Headers headers) {
        var event = wire.read(body, CallEvent.class);
        if (event instanceof CallEvent.Unrecognised) {
            return Optional.empty();
        }
        var common = new Common(event.callId(), event.tenant(), event.version(), event.at());
        var call = present(event.call(), "call");
        var about = new About(event.callId(), call.agentId(), call.campaignId());
        return Optional.of(event(body, headers, common, event.callId() + ":" + event.version(), event, about));
    }

    Optional<NewEvent> agent(String body, Headers headers) {
        var event = wire.read(body, AgentEvent.class);
        return switch (event) {
            case AgentEvent.Unrecognised _ -> Optional.empty();
            case AgentEvent.PresenceChanged e -> {
                var common = new Common(e.agentId(), e.tenant(), e.version(), e.at());
                var id = e.tenant() + "/" + e.agentId() + ":" + e.version();
                yield Optional.of(event(body, headers, common, id, e, new About(e.callId(), e.agentId(), null)));
            }
        };
    }

    Optional<NewEvent> campaign(String body, Headers headers) {
        var event = wire.read(body, CampaignEvent.class);
        if (event instanceof CampaignEvent.Unrecognised) {
            return Optional.empty();
        }
        var common = new Common(event.campaignId(), event.tenant(), event.version(), event.at());
        var id = event.campaignId() + ":" + event.version();
        return Optional.of(event(body, headers, common, id, event, new About(null, null, event.campaignId())));
    }

    private NewEvent event(String body, Headers headers, Common common, String id, Object record, About about) {
        var type = TypeName.unversioned(record.getClass());
        return new NewEvent(
                headers.id() == null ? id : headers.id(),
                present(common.tenant(), "tenant"),
                type,
                headers.source() == null ? "/tandem/" + type.substring(0, type.indexOf('.')) : headers.source(),
                present(common.at(), "at"),
                present(common.key(), "key"),
                about,
                canonical(body));
    }

    /** Read and written once, so that what follows the JSON value in the record cannot slip into a frame. */
    private String canonical(String body) {
        return wire.write(wire.read(body, JsonNode.class));
    }

    private static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            var message = "the record has no " + field;
            throw new PoisonRecordException(message, new IllegalArgumentException(message));
        }
        return value;
    }
}
