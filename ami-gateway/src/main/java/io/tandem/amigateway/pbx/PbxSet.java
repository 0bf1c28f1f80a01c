package io.tandem.amigateway.pbx;

import io.tandem.amigateway.entry.Change;
import io.tandem.amigateway.entry.Known;
import io.tandem.amigateway.entry.PbxEntry;
import io.tandem.amigateway.fact.FactSinks;
import io.tandem.amigateway.ownership.Partitions;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the links that there are to those that there should be: one for each known PBX that is ours. Whoever calls holds {@link
 * Pbxs}' lock; nothing here waits.
 */
final class PbxSet {

    private static final Logger LOG = Logger.getLogger(PbxSet.class);

    private final FactSinks facts;
    private final Pbx.Shell shell;
    private final Map<String, Pbx> running = new TreeMap<>();
    private final Map<String, Instant> leavingSince = new HashMap<>();
    private final Map<String, Future<Void>> closing = new HashMap<>();
    private final Map<String, PbxMeters> meters = new HashMap<>();
    private Known known;
    private Known.Resolved resolved = new Known.Resolved(Map.of(), Map.of());
    private Partitions ours = Partitions.NONE;

    PbxSet(Known known, FactSinks facts, Pbx.Shell shell) {
        this.known = known;
        this.facts = facts;
        this.shell = shell;
    }

    Known known() {
        return known;
    }

    Known.Resolved resolved() {
        return resolved;
    }

    Map<String, Pbx> running() {
        return running;
    }

    Optional<Pbx> running(String id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Something else is known; nothing is decided yet. */
    void note(Known now) {
        known = now;
    }

    /** By what is known. */
    Map<String, Change> decide() {
        var before = entries(resolved);
        resolved = known.resolved();
        settle();
        return Change.between(before, entries(resolved));
    }

    /** Links that are given up, each complete when it is closed. */
    List<Future<Void>> own(Partitions now, boolean quietly) {
        ours = now;
        var given = new ArrayList<Future<Void>>();
        List.copyOf(running.keySet()).stream().filter(id -> !ours.own(id)).forEach(id -> given.add(stop(id, quietly)));
        settle();
        return given;
    }

    List<Future<Void>> stopAll() {
        return own(Partitions.NONE, false);
    }

    /** Those that left and have nobody on them, or have taken too long. */
    void sweep(Instant now) {
        var limits = shell.config().link();
        var settled = limits.aliveInterval().multipliedBy(3);
        Map.copyOf(leavingSince).forEach((id, since) -> {
            var pbx = running.get(id);
            var gone = Duration.between(since, now);
            if (pbx != null
                    && gone.compareTo(settled) > 0
                    && (pbx.isDone() || gone.compareTo(limits.retireWithin()) > 0)) {
                LOG.infof("pbx=%s was removed and is left now, calls=%s", id, pbx.liveCalls());
                stop(id, false);
            }
        });
    }

    private void settle() {
        resolved.entries().forEach((id, sourced) -> {
            if (ours.own(id)) {
                agree(new Pbx.Terms(sourced.entry(), known.drained().contains(id), false));
            }
        });
        running.forEach((id, pbx) -> {
            if (!resolved.entries().containsKey(id) && !pbx.terms().leaving()) {
                LOG.infof("pbx=%s was removed: no new calls, closed when the last has ended", id);
                leavingSince.put(id, shell.clock().instant());
                pbx.agree(new Pbx.Terms(pbx.terms().entry(), pbx.terms().drained(), true));
            }
        });
    }

    private void agree(Pbx.Terms terms) {
        var entry = terms.entry();
        leavingSince.remove(entry.id());
        var pbx = running.get(entry.id());
        if (pbx == null) {
            start(terms, null);
            return;
        }
        var change = Change.between(Map.of(entry.id(), pbx.terms().entry()), Map.of(entry.id(), entry))
                .get(entry.id());
        if (change instanceof Change.Reconnected(PbxEntry _, List<String> fields)) {
            LOG.infof("pbx=%s changed: %s; the link is made anew", entry.id(), String.join(", ", fields));
            stop(entry.id(), false);
            start(terms, pbx);
        } else {
            pbx.agree(terms);
        }
    }

    /** Nobody is logged in twice: after the link before it is closed. */
    private void start(Pbx.Terms terms, @Nullable Pbx before) {
        var id = terms.entry().id();
        var pbx =
                new Pbx(terms, facts.of(id), meters.computeIfAbsent(id, i -> new PbxMeters(shell.meters(), i)), shell);
        running.put(id, pbx);
        closing.getOrDefault(id, Future.succeededFuture())
                .onComplete(_ -> pbx.start(before == null ? null : before.heardAt()));
    }

    private Future<Void> stop(String id, boolean quietly) {
        leavingSince.remove(id);
        var pbx = running.remove(id);
        if (pbx == null) {
            return Future.succeededFuture();
        }
        meters.get(id).of(null);
        var closed = pbx.stop(quietly);
        closing.put(id, closed);
        return closed;
    }

    private static Map<String, PbxEntry> entries(Known.Resolved resolved) {
        var entries = new HashMap<String, PbxEntry>();
        resolved.entries().forEach((id, sourced) -> entries.put(id, sourced.entry()));
        return entries;
    }
}
