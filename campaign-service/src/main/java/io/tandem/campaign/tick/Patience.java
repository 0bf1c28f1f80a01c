package io.tandem.campaign.tick;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that must be done whatever is away for a while: tried again, ever more slowly, until it succeeds. Each try runs in the Vert.x
 * context of the first, for Mutiny's delays end on threads where no database session may be opened.
 */
public final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** To be called in a Vert.x context. */
    public static <T> Uni<T> with(String what, Supplier<Uni<T>> work) {
        var context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException(what + ": not in a Vert.x context");
        }
        return Uni.createFrom()
                .deferred(() -> work.get())
                .runSubscriptionOn(command -> context.runOnContext(_ -> command.run()))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "%s failed, trying again", what))
                .onFailure()
                .retry()
                .withBackOff(FIRST, LONGEST)
                .indefinitely();
    }

    private Patience() {}
}
