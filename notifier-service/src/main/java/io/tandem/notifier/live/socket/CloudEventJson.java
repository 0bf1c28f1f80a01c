package io.tandem.notifier.live.socket;

import com.fasterxml.jackson.core.JsonFactory;
import io.tandem.notifier.event.LoggedEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** One event as a CloudEvents 1.0 object in JSON; extensions {@code tenant} and {@code sequence}, the latter a number. */
final class CloudEventJson {

    private static final JsonFactory JSON = new JsonFactory();

    static String of(LoggedEvent logged) {
        var event = logged.event();
        var text = new StringWriter(512 + event.data().length());
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", event.id());
            json.writeStringField("source", event.source());
            json.writeStringField("type", event.type());
            json.writeStringField("time", event.time().toString());
            json.writeStringField("subject", event.subject());
            json.writeStringField("datacontenttype", "application/json");
            json.writeStringField("tenant", event.tenant());
            json.writeNumberField("sequence", logged.sequence());
            json.writeFieldName("data");
            json.writeRawValue(event.data());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private CloudEventJson() {}
}
