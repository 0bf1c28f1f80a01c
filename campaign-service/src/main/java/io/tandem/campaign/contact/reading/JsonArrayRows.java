package io.tandem.campaign.contact.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.ReadRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A JSON array of objects, read as it arrives. Where the JSON itself breaks, the rest cannot be read: that is told as the last row. */
public final class JsonArrayRows implements ContactRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonParser parser;
    private final ContactCheck check;
    private int row;
    private boolean ended;

    /** @throws UnreadableListException for what is not an array */
    public JsonArrayRows(InputStream bytes, ContactCheck check) throws IOException {
        this.parser = JSON.getFactory().createParser(bytes);
        this.check = check;
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new UnreadableListException("the body is not a JSON array of contacts");
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableListException("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public Optional<ReadRow> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        row++;
        try {
            var token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                ended = true;
                return Optional.empty();
            }
            if (token == null) {
                return broken("the array is not closed");
            }
            JsonNode node = parser.readValueAsTree();
            return Optional.of(JsonContact.read(row, node, check));
        } catch (JsonProcessingException e) {
            return broken(e.getOriginalMessage());
        }
    }

    private Optional<ReadRow> broken(String why) {
        ended = true;
        return Optional.of(new ReadRow.Broken(row, null, "the JSON breaks here, the rest was not read: " + why));
    }
}
