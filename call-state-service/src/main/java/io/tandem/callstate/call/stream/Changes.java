package io.tandem.callstate.call.stream;

import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Callback;
import io.tandem.callstate.call.Deadline;
import io.tandem.callstate.call.Effect;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.call.store.Change;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.deadline.DeadlineMember;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Effects as they are stored: messages, timeline and time limits. Pure. */
final class Changes {

    private final Wire wire;

    Changes(Wire wire) {
        this.wire = wire;
    }

    Change of(
            Call before, Call after, List<Effect> effects, Origin origin, Instant now, @Nullable TimelineEntry cause) {
        var messages = new TreeMap<String, Outgoing>();
        var timeline = new ArrayList<TimelineEntry>();
        Map<DeadlineMember, Instant> armed = new HashMap<>();
        var dropped = new ArrayList<DeadlineMember>();
        Effect.@Nullable RequireReservation reservation = null;
        var kept = new ArrayList<Callback>();
        if (cause != null) {
            timeline.add(cause);
        }
        for (var effect : effects) {
            switch (effect) {
                case Effect.PublishEvent e -> {
                    timeline.add(Timeline.of(e.event()));
                    messages.put(Outbox.position(after.version(), messages.size()), message(e.event()));
                }
                case Effect.SendAmi s ->
                    messages.put(Outbox.position(after.version(), messages.size()), message(after, s.command(), now));
                case Effect.SendAri s ->
                    messages.put(Outbox.position(after.version(), messages.size()), message(after, s.command(), now));
                case Effect.ArmDeadline a ->
                    armed.put(member(after, a.deadline()), a.deadline().due());
                case Effect.DisarmDeadline d -> dropped.add(member(after, d.deadline()));
                case Effect.RequireReservation r -> reservation = r;
                case Effect.KeepPlace k -> kept.add(k.callback());
                case Effect.ReserveAgent _,
                        Effect.MissOffer _,
                        Effect.AgentRinging _,
                        Effect.AgentOnCall _,
                        Effect.ReleaseAgent _,
                        Effect.RequestRecording _,
                        Effect.RefuseRecording _ -> {}
            }
        }
        return new Change(before, after, origin, now, messages, timeline, armed, dropped, reservation, kept);
    }

    private Outgoing message(CallEvent event) {
        return new Outgoing(
                Topics.CALLS,
                event.callId(),
                event.callId() + ":" + event.version(),
                TypeName.unversioned(event.getClass()),
                event.at(),
                event.tenant(),
                wire.write(event));
    }

    private Outgoing message(Call call, AmiCommand command, Instant now) {
        return new Outgoing(
                Topics.AMI_COMMANDS,
                command.pbxId(),
                command.commandId(),
                TypeName.unversioned(command.getClass()),
                now,
                call.tenant(),
                wire.write(command));
    }

    private Outgoing message(Call call, AriCommand command, Instant now) {
        return new Outgoing(
                Topics.ARI_COMMANDS,
                command.callId(),
                command.commandId(),
                TypeName.unversioned(command.getClass()),
                now,
                call.tenant(),
                wire.write(command));
    }

    private static DeadlineMember member(Call call, Deadline deadline) {
        return new DeadlineMember(call.callId(), call.pbxId(), deadline.name().name(), deadline.armed());
    }
}
