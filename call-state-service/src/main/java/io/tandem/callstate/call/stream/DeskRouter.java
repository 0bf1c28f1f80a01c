package io.tandem.callstate.call.stream;

import io.tandem.callstate.agent.DeskPlaces;
import io.tandem.callstate.call.store.RedisLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Desks go where new calls go, if ARI lives there. */
@ApplicationScoped
class DeskRouter implements DeskPlaces {

    private final PbxRouter router;
    private final RedisLinks links;

    DeskRouter(PbxRouter router, RedisLinks links) {
        this.router = router;
        this.links = links;
    }

    @Override
    public CompletionStage<Optional<String>> choose(String deskId) {
        return router.choose()
                .chain(pbxId ->
                        links.of(deskId, pbxId).map(now -> now.ari() ? Optional.of(pbxId) : Optional.<String>empty()))
                .subscribeAsCompletionStage();
    }
}
