package io.tandem.campaign.contact.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.campaign.sql.JsonColumn;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;

/** A contact's metadata as a JSON object in a text column. */
@Converter
class MetadataColumn implements AttributeConverter<Map<String, String>, String> {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(Map<String, String> metadata) {
        return JsonColumn.write(metadata);
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String column) {
        return JsonColumn.read(column, TEXTS);
    }
}
