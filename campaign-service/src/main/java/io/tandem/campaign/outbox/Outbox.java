package io.tandem.campaign.outbox;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.Sql;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;

/**
 * Takes records into the transaction at hand. Records of one key must be added under a lock that orders them (the row that they tell
 * of): they are published in the order of their ids.
 */
@ApplicationScoped
public class Outbox {

    private final Wire wire;
    private final Event<OutboxDue> due;

    Outbox(Wire wire, Event<OutboxDue> due) {
        this.wire = wire;
        this.due = due;
    }

    public Uni<Void> add(Outgoing outgoing) {
        return add(List.of(outgoing));
    }

    public Uni<Void> add(List<Outgoing> outgoing) {
        if (outgoing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.of("""
                insert into campaign.outbox (topic, key, event_id, type, tenant, at, body)
                select r.topic, r.key, r."eventId", r.type, r.tenant, r.at, r.body
                from rows from (jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                  as (topic text, key text, "eventId" text, type text, tenant text, at timestamptz, body text))
                  with ordinality as r(topic, key, "eventId", type, tenant, at, body, n)
                order by r.n""").with("rows", wire.write(outgoing)).run().replaceWithVoid();
    }

    /** To be called once the transaction has committed; without it the records are told a moment later. */
    public void kick() {
        due.fire(new OutboxDue());
    }

    record OutboxDue() {}
}
