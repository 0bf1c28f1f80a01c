package io.tandem.callstate.live.board;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.callstate.pbx.PbxView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** {@code tandem_pbx_interface_up{pbx,interface}}: 1 while calls of that PBX go over AMI, over ARI; 0 while they cannot. */
@ApplicationScoped
class InterfaceGauges {

    private final RedisLinks links;
    private final MultiGauge up;

    InterfaceGauges(RedisLinks links, MeterRegistry metrics) {
        this.links = links;
        this.up = MultiGauge.builder("tandem_pbx_interface_up").register(metrics);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return links.pbxs().invoke(this::show).replaceWithVoid();
    }

    private void show(List<PbxView> pbxs) {
        up.register(
                pbxs.stream()
                        .<MultiGauge.Row<?>>flatMap(pbx ->
                                Stream.of(row(pbx.pbxId(), "ami", pbx.ami()), row(pbx.pbxId(), "ari", pbx.ari())))
                        .toList(),
                true);
    }

    private static MultiGauge.Row<?> row(String pbxId, String which, boolean works) {
        return MultiGauge.Row.of(Tags.of("pbx", pbxId, "interface", which), works ? 1 : 0);
    }
}
