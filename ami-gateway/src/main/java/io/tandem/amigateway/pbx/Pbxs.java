package io.tandem.amigateway.pbx;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.action.Commands;
import io.tandem.amigateway.entry.Change;
import io.tandem.amigateway.entry.Known;
import io.tandem.amigateway.entry.PbxEntries;
import io.tandem.amigateway.entry.PbxFile;
import io.tandem.amigateway.entry.config.ConfiguredPbxs;
import io.tandem.amigateway.fact.FactSinks;
import io.tandem.amigateway.ownership.Owner;
import io.tandem.amigateway.ownership.Partitions;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.DirectoryEntry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * All PBXs that are known, and the links to those that are ours (ADR-0009). What is told from anywhere takes the lock, which is never
 * held while waiting. Nothing is decided until the directory was read.
 */
@ApplicationScoped
public class Pbxs implements Commands, PbxEntries, Owner {

    private static final Logger LOG = Logger.getLogger(Pbxs.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<Void> decided = new CompletableFuture<>();
    private final AmiGatewayConfig.Link limits;
    private final Clock clock = Clock.systemUTC();
    private final PbxSet set;
    private volatile boolean stopping;

    Pbxs(AmiGatewayConfig config, FactSinks facts, Vertx vertx, MeterRegistry meters) {
        this.limits = config.link();
        this.set = new PbxSet(Known.of(ConfiguredPbxs.of(config)), facts, new Pbx.Shell(config, vertx, clock, meters));
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
        await(locked(set::stopAll));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        locked(() -> {
            set.sweep(clock.instant());
            return true;
        });
    }

    @Override
    public Map<String, Change> file(PbxFile read) {
        return learn(known -> known.withFile(read));
    }

    @Override
    public void named(DirectoryEntry.Pbx entry) {
        learn(known -> known.with(entry));
    }

    @Override
    public void unnamed(String id) {
        learn(known -> known.without(id));
    }

    @Override
    public void draining(String id, boolean is) {
        learn(known -> known.draining(id, is));
    }

    @Override
    public void directoryRead() {
        if (!decided.isDone()) {
            locked(set::decide).keySet().forEach(id -> LOG.infof("pbx=%s is known", id));
            decided.complete(null);
        }
    }

    @Override
    public void given(Partitions ours) {
        LOG.infof("partitions of the commands that are ours: %s", ours);
        if (!stopping) {
            locked(() -> set.own(ours, false));
        }
    }

    @Override
    public void taken(Partitions ours) {
        LOG.infof("partitions of the commands that are left to us: %s", ours);
        await(locked(() -> set.own(ours, false)));
    }

    @Override
    public void lost(Partitions ours) {
        LOG.warnf("partitions of the commands were lost, left: %s", ours);
        locked(() -> set.own(ours, true));
    }

    /** Waits for the first decision: a PBX is not unknown because nobody has been asked yet. */
    @Override
    public CompletionStage<Void> carryOut(AmiCommand command, boolean readBefore) {
        return decided.thenCompose(_ -> route(command, readBefore));
    }

    public List<PbxStatus> statuses() {
        return locked(() -> Statuses.of(set));
    }

    public Optional<PbxStatus> status(String id) {
        return statuses().stream().filter(status -> status.id().equals(id)).findFirst();
    }

    private CompletionStage<Void> route(AmiCommand command, boolean readBefore) {
        var id = String.valueOf(command.pbxId());
        var pbx = locked(() -> set.running(id));
        if (pbx.isPresent()) {
            return pbx.get().carryOut(command, readBefore).toCompletionStage();
        }
        boolean known = locked(() -> set.resolved().entries().containsKey(id));
        return CompletableFuture.failedFuture(new IllegalArgumentException(
                known
                        ? "PBX " + id + " is linked to elsewhere: is the record's key its id?"
                        : "nobody here knows the PBX " + id));
    }

    private Map<String, Change> learn(UnaryOperator<Known> more) {
        return locked(() -> {
            set.note(more.apply(set.known()));
            return decided.isDone() ? set.decide() : Map.of();
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void await(List<Future<Void>> closing) {
        if (closing.isEmpty()) {
            return;
        }
        try {
            Future.join(closing)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(limits.handOver().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("links were not closed within %s", limits.handOver());
        } catch (ExecutionException e) {
            LOG.warnf(e.getCause(), "a link was not closed in order");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
