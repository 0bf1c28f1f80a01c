package io.tandem.campaign.contact.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.ReadRow;
import java.util.LinkedHashMap;

/** A contact as a JSON object: number, name?, and metadata as further fields or in an object {@code metadata}. */
final class JsonContact {

    static ReadRow read(int row, JsonNode node, ContactCheck check) {
        if (!node.isObject()) {
            return new ReadRow.Broken(row, null, "is not a JSON object");
        }
        var fields = new LinkedHashMap<String, String>();
        for (var field : node.properties()) {
            if (field.getKey().equals("metadata") && field.getValue().isObject()) {
                for (var inner : field.getValue().properties()) {
                    if (inner.getValue().isContainerNode()) {
                        return new ReadRow.Broken(row, "metadata." + inner.getKey(), "must be text");
                    }
                    fields.put(inner.getKey(), text(inner.getValue()));
                }
            } else if (field.getValue().isContainerNode()) {
                return new ReadRow.Broken(row, field.getKey(), "must be text");
            } else {
                fields.put(field.getKey(), text(field.getValue()));
            }
        }
        return check.judge(row, fields);
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    private JsonContact() {}
}
