package io.tandem.campaign.campaign.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.contracts.Screening;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** A screening as JSON in a text column, none where there is none. */
@Converter
public class ScreeningColumn implements AttributeConverter<@Nullable Screening, @Nullable String> {

    private static final TypeReference<Screening> SCREENING = new TypeReference<>() {};

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Screening screening) {
        return screening == null ? null : JsonColumn.write(screening);
    }

    @Override
    public @Nullable Screening convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : JsonColumn.read(column, SCREENING);
    }
}
