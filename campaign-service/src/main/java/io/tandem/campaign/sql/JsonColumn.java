package io.tandem.campaign.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.edge.kafka.Wire;

/** Values that are kept as JSON in a text column. */
public final class JsonColumn {

    private static final ObjectMapper JSON = Wire.mapper();

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write a " + value.getClass().getName(), e);
        }
    }

    public static <T> T read(String column, TypeReference<T> type) {
        try {
            return JSON.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a column of " + type.getType(), e);
        }
    }

    public static <T> T read(String column, Class<T> type) {
        try {
            return JSON.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a column of " + type, e);
        }
    }

    private JsonColumn() {}
}
