package io.tandem.campaign.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** One row of a native query, its columns by name (lower case). A column that is null is a bug unless asked for as {@code maybe}. */
public final class Row {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final Tuple tuple;

    Row(Tuple tuple) {
        this.tuple = tuple;
    }

    public String text(String column) {
        return tuple.get(column, String.class);
    }

    public Optional<String> maybeText(String column) {
        return Optional.ofNullable(tuple.get(column, String.class));
    }

    public long number(String column) {
        return tuple.get(column, Number.class).longValue();
    }

    public int whole(String column) {
        return tuple.get(column, Number.class).intValue();
    }

    public boolean is(String column) {
        return tuple.get(column, Boolean.class);
    }

    /** Of a column that is {@code cast(array_to_json(…) as text)}: arrays themselves cannot be read from a native query. */
    public List<String> texts(String column) {
        return JsonColumn.read(text(column), TEXTS);
    }

    public Optional<Instant> maybeInstant(String column) {
        return switch (tuple.get(column)) {
            case null -> Optional.empty();
            case Instant instant -> Optional.of(instant);
            case OffsetDateTime time -> Optional.of(time.toInstant());
            case Object other -> throw new IllegalStateException(column + " is a " + other.getClass());
        };
    }

    public Instant instant(String column) {
        return maybeInstant(column).orElseThrow();
    }
}
