package io.tandem.local.backing;

import io.tandem.local.process.Await;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;

/**
 * Whether every consumer has its partitions. A service that was killed keeps its own until its session times out (6 s); one that took
 * its place is healthy before, but hears nothing.
 */
public final class ConsumerGroups {

    private static final Set<GroupState> UNSETTLED = EnumSet.of(
            GroupState.PREPARING_REBALANCE,
            GroupState.COMPLETING_REBALANCE,
            GroupState.ASSIGNING,
            GroupState.RECONCILING);

    /** False when some group was still sharing out its partitions at the end of the limit, or Kafka did not answer. */
    public static boolean settle(String bootstrapServers, Duration limit) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 2_000, "default.api.timeout.ms", 3_000);
        try (var admin = Admin.create(config)) {
            return Await.within(limit, () -> isSettled(admin));
        }
    }

    private static boolean isSettled(Admin admin) {
        try {
            return admin.listGroups().all().get().stream()
                    .flatMap(group -> group.groupState().stream())
                    .noneMatch(UNSETTLED::contains);
        } catch (ExecutionException _) {
            return false; // Kafka is not there, or not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ConsumerGroups() {}
}
