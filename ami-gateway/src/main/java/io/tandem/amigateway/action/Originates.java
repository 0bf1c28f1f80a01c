package io.tandem.amigateway.action;

import io.tandem.contracts.AmiCommand.OriginateToConference;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Originates that were sent, and whether their channels have been seen. Where the far end is busy, silent or unreachable, the channel lives
 * for a moment and its own Hangup tells how it ended. Where the endpoint is unknown, no channel is ever made: the only word about it
 * is {@code OriginateResponse: Failure}, with the same {@code Reason: 0} as a busy line has (Asterisk 22.10.1), and it may overtake
 * the channel's events. So a failure counts only if no channel was seen some time after it.
 *
 * <p>Pure: time comes in. Correlates by ActionID only, since the Uniqueid of a failure can be that of a live channel.
 */
public final class Originates {

    private record Sent(OriginateToConference command, Instant forgetAt, boolean watched, boolean seen) {}

    private final Map<String, Sent> byChannel = new HashMap<>();

    /** Before it is sent, so that the channel cannot be seen too early. {@code forgetAt}: no word about it can come after that. */
    public void sent(OriginateToConference command, Instant forgetAt) {
        byChannel.put(command.channelId(), new Sent(command, forgetAt, true, false));
    }

    /** The channel lives or has lived: its own events tell the rest. */
    public void seen(String channelId) {
        byChannel.computeIfPresent(
                channelId, (_, sent) -> new Sent(sent.command(), sent.forgetAt(), sent.watched(), true));
    }

    /** The originate of this ActionID, if its channel has not been seen. */
    public Optional<OriginateToConference> awaited(String actionId) {
        return byChannel.values().stream()
                .filter(sent -> !sent.seen())
                .map(Sent::command)
                .filter(c -> c.commandId().equals(actionId))
                .findFirst();
    }

    /** Events were lost: that a channel was not seen proves nothing any more. */
    public void unwatched() {
        byChannel.replaceAll((_, sent) -> new Sent(sent.command(), sent.forgetAt(), false, sent.seen()));
    }

    /** Whether its channel would have been seen. */
    public boolean isWatched(OriginateToConference command) {
        return of(command).filter(Sent::watched).isPresent();
    }

    public boolean wasSeen(OriginateToConference command) {
        return of(command).filter(Sent::seen).isPresent();
    }

    /** Forgets it; true if it was there and its channel was never seen. */
    public boolean forget(OriginateToConference command) {
        var sent = of(command);
        sent.ifPresent(_ -> byChannel.remove(command.channelId()));
        return sent.filter(s -> !s.seen()).isPresent();
    }

    public void expire(Instant now) {
        byChannel.values().removeIf(sent -> !now.isBefore(sent.forgetAt()));
    }

    public int size() {
        return byChannel.size();
    }

    private Optional<Sent> of(OriginateToConference command) {
        return Optional.ofNullable(byChannel.get(command.channelId()))
                .filter(sent -> sent.command().equals(command));
    }
}
