package io.tandem.campaign.contact.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.ReadRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One JSON object a line. */
public final class NdjsonRows implements ContactRows {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Lines lines;
    private final ContactCheck check;

    public NdjsonRows(InputStream bytes, ContactCheck check) {
        this.lines = new Lines(bytes, UTF_8);
        this.check = check;
    }

    @Override
    public Optional<ReadRow> next() throws IOException {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var text = line.get().text();
            if (text == null) {
                return Optional.of(new ReadRow.Broken(
                        line.get().number(), null, String.valueOf(line.get().problem())));
            }
            if (!text.isBlank()) {
                return Optional.of(row(line.get().number(), text));
            }
        }
        return Optional.empty();
    }

    private ReadRow row(int number, String text) {
        try {
            return JsonContact.read(number, JSON.readTree(text), check);
        } catch (JsonProcessingException e) {
            return new ReadRow.Broken(number, null, "is not JSON: " + e.getOriginalMessage());
        }
    }
}
