package io.tandem.amigateway.fact.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;

/**
 * Instants as ISO-8601, as everything on Kafka has them, but the same instant again costs nothing: all events that were read in one
 * piece have one, in the body and in a header. Confined to the sending thread.
 */
final class InstantText extends StdSerializer<Instant> {

    private static final long serialVersionUID = 1L;

    private Instant last = Instant.EPOCH;
    private String text = last.toString();

    InstantText() {
        super(Instant.class);
    }

    String of(Instant at) {
        if (!at.equals(last)) {
            text = at.toString();
            last = at;
        }
        return text;
    }

    @Override
    public void serialize(Instant at, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(of(at));
    }
}
