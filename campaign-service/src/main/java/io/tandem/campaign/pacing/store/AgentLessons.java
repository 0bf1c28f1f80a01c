package io.tandem.campaign.pacing.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.pacing.AgentLesson;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Keeps what attempts taught about agents, beside their presence. */
@ApplicationScoped
class AgentLessons {

    private final AgentLesson.Pauses pauses;

    AgentLessons(CampaignConfig.Pacing config) {
        this.pauses = new AgentLesson.Pauses(config.agentBackOff(), config.agentBusyBackOff());
    }

    Uni<Void> learn(AttemptRow attempt, CallOutcome outcome, Instant at, Instant now) {
        return switch (AgentLesson.of(outcome, attempt.contact().dialed(), pauses)) {
            case AgentLesson.Talked _ -> keep(attempt, "last_talk_at", at);
            case AgentLesson.BackOff(var pause) -> keep(attempt, "backoff_until", now.plus(pause));
            case AgentLesson.Nothing _ -> Uni.createFrom().voidItem();
        };
    }

    private static Uni<Void> keep(AttemptRow attempt, String column, Instant at) {
        return Sql.of("""
                insert into campaign.presence (tenant, agent_id, status, version, %1$s)
                values (:tenant, :agent, 'OFFLINE', 0, :at)
                on conflict (tenant, agent_id) do update set %1$s = excluded.%1$s""".formatted(column))
                .with("tenant", attempt.tenant())
                .with("agent", attempt.agentId())
                .with("at", at)
                .run()
                .replaceWithVoid();
    }
}
