package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.callstate.pbx.PbxChoice;
import jakarta.enterprise.context.ApplicationScoped;

/** Where a new call goes. */
@ApplicationScoped
public class PbxRouter {

    private final RedisLinks links;
    private final CallStateConfig config;

    PbxRouter(RedisLinks links, CallStateConfig config) {
        this.links = links;
        this.config = config;
    }

    /** Where no PBX takes calls, the one of the configuration: what becomes of the call there is told as of any other. */
    public Uni<String> choose() {
        return links.pbxs().map(known -> PbxChoice.of(known).orElse(config.pbx()));
    }
}
