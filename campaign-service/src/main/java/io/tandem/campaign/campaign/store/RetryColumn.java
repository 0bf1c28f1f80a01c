package io.tandem.campaign.campaign.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.campaign.contact.RetryRule;
import io.tandem.campaign.sql.JsonColumn;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Retry rules as a JSON array in a text column. */
@Converter
class RetryColumn implements AttributeConverter<List<RetryRule>, String> {

    private static final TypeReference<List<RetryRule>> RULES = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<RetryRule> rules) {
        return JsonColumn.write(rules);
    }

    @Override
    public List<RetryRule> convertToEntityAttribute(String column) {
        return JsonColumn.read(column, RULES);
    }
}
