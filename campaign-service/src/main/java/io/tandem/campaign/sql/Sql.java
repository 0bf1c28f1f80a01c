package io.tandem.campaign.sql;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One native statement, run in the session (and so in the transaction) of the current Vert.x context. For what a mapped entity cannot
 * say: {@code skip locked}, {@code on conflict}, {@code returning}, many rows at once.
 */
public final class Sql {

    private final String text;
    private final Map<String, Object> values;

    private Sql(String text, Map<String, Object> values) {
        this.text = text;
        this.values = values;
    }

    /** Parameters are {@code :named}; PostgreSQL's {@code ::} casts would be taken for one: write {@code cast(… as …)}. */
    public static Sql of(String text) {
        return new Sql(text, new LinkedHashMap<>());
    }

    public Sql with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    public Uni<List<Row>> rows() {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(text, Tuple.class);
            values.forEach(query::setParameter);
            return query.getResultList()
                    .map(tuples -> tuples.stream().map(Row::new).toList());
        });
    }

    public Uni<Optional<Row>> row() {
        return rows().map(rows -> rows.stream().findFirst());
    }

    /**
     * How many rows were changed. As a query: what Hibernate Reactive runs as an update leaves clean-up of its caches behind, which it
     * then complains of when the session closes.
     */
    public Uni<Integer> run() {
        return new Sql("with changed as (" + text + " returning 1) select count(*) as n from changed", values)
                .row()
                .map(row -> row.orElseThrow().whole("n"));
    }
}
