package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import java.time.Duration;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Calls that come in are offered to every application (StasisBroadcast), and the one of the call's own shard claims it; so whoever reads
 * the call's commands has its channel from the beginning. While that one is away nobody does, and the dialplan offers it again.
 */
final class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);

    /** Shorter than the dialplan waits for one offer. */
    private static final Duration READY = Duration.ofSeconds(1);

    private final AriHttp http;
    private final CurrentApplication current;
    private final Predicate<String> isOfShard;

    /** @param isOfShard whether a callId is of this shard */
    Claims(AriHttp http, CurrentApplication current, Predicate<String> isOfShard) {
        this.http = http;
        this.current = current;
        this.isOfShard = isOfShard;
    }

    /** Does not block. */
    void offered(AriEvent broadcast) {
        broadcast.leg().filter(leg -> isOfShard.test(leg.callId())).ifPresent(leg -> Thread.ofVirtual()
                .name("claim-" + leg.callId())
                .start(() -> claim(leg)));
    }

    private void claim(LegId leg) {
        try {
            if (current.awaitReady(READY)) {
                var reply = http.post(
                        "claim",
                        Query.path("events", "claim")
                                .with("channelId", leg.channelId())
                                .with("application", current.name()));
                LOG.debugf("claimed a call, callId=%s, status=%d", leg.callId(), reply.status());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
