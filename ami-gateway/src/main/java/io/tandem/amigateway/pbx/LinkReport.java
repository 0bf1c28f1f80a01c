package io.tandem.amigateway.pbx;

import io.tandem.amigateway.entry.PbxEntry;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says when the link to the PBX is up, alive and down: up is when nothing is {@link Missing}. Written on the PBX's context, read from
 * any thread.
 */
final class LinkReport {

    private static final Logger LOG = Logger.getLogger(LinkReport.class);

    /** What the link needs. */
    enum Missing {
        EVENTS,
        ACTIONS
    }

    /** This start of the PBX. */
    record Boot(String id, String version) {
        boolean isOutdated() {
            return AsteriskRelease.isOutdated(version);
        }
    }

    /** What a chooser of a PBX for a new call needs. */
    record Offer(
            PbxEntry.Share share,
            boolean draining,
            @Nullable Integer liveCalls) {}

    record View(
            PbxState state,
            Instant since,
            @Nullable String reason,
            @Nullable Boot boot) {}

    private final String pbxId;
    private final FactSink facts;
    private final InstantSource clock;
    private final Set<Missing> missing = EnumSet.allOf(Missing.class);
    private volatile View view;
    private boolean silent;
    private int congestedTicks;

    LinkReport(String pbxId, FactSink facts, InstantSource clock) {
        this.pbxId = pbxId;
        this.facts = facts;
        this.clock = clock;
        this.view = new View(PbxState.CONNECTING, clock.instant(), null, null);
    }

    View view() {
        return view;
    }

    boolean isUp() {
        return view.state() == PbxState.UP;
    }

    void booted(Boot boot) {
        var old = view;
        view = new View(old.state(), old.since(), old.reason(), boot);
        if (boot.isOutdated()) {
            LOG.warnf(
                    "pbx=%s ASTERISK %s HAS KNOWN VULNERABILITIES: 22.10.1 or later, or 20.20.1 or later of 20, closes"
                            + " them",
                    pbxId, boot.version());
        }
    }

    /** Nothing is said from now on: the link is somebody else's. */
    void silence() {
        silent = true;
    }

    void connecting() {
        move(PbxState.CONNECTING, view.reason());
    }

    void here(Missing what) {
        var boot = view.boot();
        if (!missing.remove(what) || !missing.isEmpty() || boot == null) {
            return;
        }
        move(PbxState.UP, null);
        LOG.infof("pbx=%s link up boot=%s version=%s", pbxId, boot.id(), boot.version());
        facts.publish(new PbxFact.LinkUp(pbxId, FactSource.AMI, clock.instant(), boot.id(), boot.version()));
    }

    void gone(Missing what, String reason) {
        boolean wasUp = isUp();
        missing.add(what);
        move(PbxState.DOWN, reason);
        if (wasUp && !silent) {
            LOG.warnf("pbx=%s link down reason=%s", pbxId, reason);
            facts.publish(new PbxFact.LinkDown(pbxId, FactSource.AMI, clock.instant(), reason));
        }
    }

    /** A link that is alive but whose word would come late is not said to be alive. */
    void tick(Offer offer) {
        boolean congested = facts.isCongested();
        remark(congested);
        if (isUp() && !congested) {
            facts.publish(new PbxFact.LinkAlive(
                    pbxId,
                    FactSource.AMI,
                    clock.instant(),
                    null,
                    null,
                    null,
                    offer.share().weight(),
                    offer.share().tags(),
                    offer.draining(),
                    offer.liveCalls()));
        }
    }

    /** A pause of a moment is how a burst is taken; one that is still there at the next tick is worth a word. */
    private void remark(boolean congested) {
        if (congested) {
            if (++congestedTicks == 2) {
                LOG.warnf("pbx=%s Kafka is slow or away: reading is paused", pbxId);
            }
            return;
        }
        if (congestedTicks >= 2) {
            LOG.infof("pbx=%s Kafka takes facts again: reading goes on", pbxId);
        }
        congestedTicks = 0;
    }

    private void move(PbxState state, @Nullable String reason) {
        var old = view;
        var since = old.state() == state ? old.since() : clock.instant();
        view = new View(state, since, reason, old.boot());
    }
}
