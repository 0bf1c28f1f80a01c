package io.tandem.amigateway.snapshot.take;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.amigateway.snapshot.Belief;
import io.tandem.amigateway.snapshot.Merge;
import io.tandem.amigateway.snapshot.Merged;
import io.tandem.contracts.PbxFact;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds facts back from {@link #hold} on, asks for the lists, and when they and the marker have come hands over what follows: first
 * the {@link Merged} snapshot, then the held facts in their order. What is held is bounded, and so is the wait; beyond either the session is
 * given up, and the next one begins anew. Confined to the PBX's context.
 */
public final class SnapshotTaker {

    /** What the lists and the marker come as. */
    public static final List<String> EVENTS = List.of(
            "CoreShowChannel",
            "CoreShowChannelsComplete",
            "BridgeListItem",
            "BridgeListComplete",
            "ConfbridgeListRooms",
            "ConfbridgeListRoomsComplete",
            "UserEvent");

    /** The session that is asked, and what becomes of it. */
    public interface Session {
        Future<AmiMessage.Response> ask(AmiAction action, String actionId, Duration within);

        void abandon(String reason);

        /** Reading is paused for the sake of Kafka: nothing is late. */
        boolean isPaused();
    }

    /** Takes what follows: a snapshot, and each fact that is not held back. */
    public interface Sink {
        void snapshot(Instant begunAt, Merged merged);

        void fact(PbxFact fact);
    }

    /** Whose snapshots, and what is known of its channels. */
    public record Subject(String pbxId, CallChannels calls, Belief belief) {}

    /** @param within for all lists together; @param mostHeld facts that are held back at most */
    public record Limits(Duration within, int mostHeld) {}

    private static final Logger LOG = Logger.getLogger(SnapshotTaker.class);

    private final Subject subject;
    private final Sink sink;
    private final Limits limits;
    private final Vertx vertx;
    private final InstantSource clock;
    private @Nullable List<PbxFact> held;
    private @Nullable Taking taking;
    private long timer = -1;
    private long count;

    public SnapshotTaker(Subject subject, Sink sink, Limits limits, Vertx vertx, InstantSource clock) {
        this.subject = subject;
        this.sink = sink;
        this.limits = limits;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Facts from here on are held back. */
    public void hold() {
        held = held == null ? new ArrayList<>() : held;
    }

    /** Asks for the lists. */
    public void take(Session session) {
        hold();
        var now = clock.instant();
        var mine = new Taking(subject.pbxId() + "-" + now.toEpochMilli() + "-" + ++count, subject.calls(), now);
        taking = mine;
        arm(session);
        for (var part : Taking.Part.values()) {
            session.ask(part.ask(), mine.actionId(part), limits.within())
                    .onSuccess(response -> answered(session, mine, part, response))
                    .onFailure(e -> abandon(session, mine, part.action + ": " + e.getMessage()));
        }
    }

    /** True if the event is part of the snapshot; any other is for somebody else. */
    public boolean takes(AmiMessage.Event event) {
        if (taking == null || !taking.takes(event)) {
            return false;
        }
        mergeIfWhole(taking);
        return true;
    }

    /** Tells the fact, or holds it back. */
    public void fact(Session session, PbxFact fact) {
        if (held == null) {
            tell(fact);
            return;
        }
        held.add(fact);
        if (held.size() > limits.mostHeld()) {
            session.abandon("snapshot: more than " + limits.mostHeld() + " facts while the lists came in");
        }
    }

    /** The session is over; what was held back is told, for it was heard. */
    public void closed() {
        vertx.cancelTimer(timer);
        taking = null;
        release();
    }

    private void answered(Session session, Taking of, Taking.Part part, AmiMessage.Response response) {
        if (response.isSuccess() || of != taking) {
            return;
        }
        var why = response.headers().text("Message");
        switch (part) {
            case CHANNELS, BRIDGES -> abandon(session, of, part.action + ": " + why);
            // "No active conferences." is an error to Asterisk.
            case ROOMS -> of.without(part);
            case MARKER -> {
                LOG.warnf(
                        "pbx=%s the snapshot has no end marker, events may overlap it: UserEvent %s",
                        subject.pbxId(), why);
                of.without(part);
            }
        }
        mergeIfWhole(of);
    }

    private void mergeIfWhole(Taking mine) {
        if (!mine.isWhole()) {
            return;
        }
        vertx.cancelTimer(timer);
        taking = null;
        var waiting = held == null ? List.<PbxFact>of() : held;
        var channelFacts = waiting.stream()
                .filter(PbxFact.ChannelFact.class::isInstance)
                .map(PbxFact.ChannelFact.class::cast)
                .toList();
        sink.snapshot(
                mine.begunAt(),
                Merge.of(subject.pbxId(), clock.instant(), mine.lists(), subject.belief(), channelFacts));
        release();
    }

    private void release() {
        var waiting = held == null ? List.<PbxFact>of() : held;
        held = null;
        waiting.forEach(this::tell);
    }

    private void tell(PbxFact fact) {
        if (!(fact instanceof PbxFact.ChannelFact channel) || subject.belief().admit(channel)) {
            sink.fact(fact);
        }
    }

    private void arm(Session session) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(limits.within().toMillis(), _ -> late(session));
    }

    private void late(Session session) {
        var mine = taking;
        if (mine == null) {
            return;
        }
        if (session.isPaused()) {
            arm(session);
        } else {
            session.abandon("snapshot: nothing came of " + mine.lacking().orElse("it"));
        }
    }

    private void abandon(Session session, Taking of, String why) {
        if (of == taking) {
            session.abandon("snapshot: " + why);
        }
    }
}
