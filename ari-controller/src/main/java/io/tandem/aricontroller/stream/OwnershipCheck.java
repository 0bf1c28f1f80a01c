package io.tandem.aricontroller.stream;

import io.smallrye.common.annotation.Identifier;
import io.tandem.aricontroller.ari.AriShards;
import io.tandem.aricontroller.fact.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when Kafka has given us our share and takes our facts. A PBX that is away is told, and makes nothing unready. */
@Readiness
@ApplicationScoped
public class OwnershipCheck implements HealthCheck {

    private final ShardOwnership ownership;
    private final AriShards shards;
    private final Facts facts;

    OwnershipCheck(@Identifier("ari-shards") ShardOwnership ownership, AriShards shards, Facts facts) {
        this.ownership = ownership;
        this.shards = shards;
        this.facts = facts;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("ari-shards")
                .status(ownership.isAssigned() && !facts.areBehind())
                .withData("liveCalls", shards.liveCalls());
        shards.applications().forEach((shard, application) -> response.withData("shard-" + shard, application));
        return response.build();
    }
}
