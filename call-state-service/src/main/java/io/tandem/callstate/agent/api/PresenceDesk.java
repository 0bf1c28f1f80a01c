package io.tandem.callstate.agent.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.DeskPlaces;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine;
import io.tandem.callstate.directory.Directory;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Presences of the directory's agents; refusals as problems. */
@ApplicationScoped
class PresenceDesk {

    /** {@code status}, {@code team} none: any; {@code after}: only agents whose id comes later. */
    record Filter(
            @Nullable AgentStatus status,
            @Nullable String team,
            @Nullable String after) {

        boolean admits(DirectoryEntry.Agent agent) {
            return (team == null || agent.teams().contains(team))
                    && (after == null || agent.id().compareTo(after) > 0);
        }

        boolean admits(Presence presence) {
            return status == null || presence.status() == status;
        }
    }

    private final Agents agents;
    private final Directory directory;
    private final DeskPlaces places;
    private final CallStateConfig config;
    private final InstantSource clock;

    PresenceDesk(Agents agents, Directory directory, DeskPlaces places, CallStateConfig config, InstantSource clock) {
        this.agents = agents;
        this.directory = directory;
        this.places = places;
        this.config = config;
        this.clock = clock;
    }

    /** By agentId, at most {@code count}; also who never logged in. */
    Uni<List<PresenceView>> list(String tenant, Filter filter, int count) {
        return Uni.createFrom().completionStage(() -> agents.ofTenant(tenant)).map(known -> {
            var byId = known.stream().collect(Collectors.toMap(Presence::agentId, Function.identity()));
            return directory.agents(tenant).stream()
                    .filter(filter::admits)
                    .map(agent -> byId.getOrDefault(agent.id(), Presence.unknown(tenant, agent.id())))
                    .filter(filter::admits)
                    .limit(count)
                    .map(this::view)
                    .toList();
        });
    }

    Uni<PresenceView> find(String tenant, String agentId) {
        mustExist(tenant, agentId);
        return Uni.createFrom()
                .completionStage(() -> agents.of(tenant, agentId))
                .map(this::view);
    }

    Uni<PresenceView> apply(String tenant, String agentId, PresenceMachine.Input input) {
        mustExist(tenant, agentId);
        return Uni.createFrom()
                .completionStage(() -> agents.apply(tenant, agentId, input))
                .map(result -> switch (result) {
                    case PresenceMachine.Result.Moved m -> view(m.presence());
                    case PresenceMachine.Result.Unchanged u -> view(u.presence());
                    case PresenceMachine.Result.Refused r -> throw ProblemException.conflict(r.why());
                });
    }

    /** Their phone is called, and who waits already goes on waiting. */
    Uni<PresenceView> takeDesk(String tenant, String agentId) {
        var phone = directory
                .agent(tenant, agentId)
                .map(DirectoryEntry.Agent::endpoint)
                .orElseThrow(() -> ProblemException.notFound("agent", agentId));
        var deskId = Ulids.next();
        return Uni.createFrom()
                .completionStage(() -> places.choose(deskId))
                .map(pbx -> pbx.orElseThrow(() -> ProblemException.unavailable("ARI of no PBX is connected")))
                .chain(pbx -> apply(
                        tenant, agentId, new PresenceMachine.Input.TakeDesk(deskId, pbx, phone, config.agentRing())));
    }

    void mustExist(String tenant, String agentId) {
        if (directory.agent(tenant, agentId).isEmpty()) {
            throw ProblemException.notFound("agent", agentId);
        }
    }

    private PresenceView view(Presence presence) {
        return PresenceView.of(presence, clock.instant());
    }
}
