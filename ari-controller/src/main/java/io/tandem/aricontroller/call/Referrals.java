package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Phones of the call that asked for a transfer (SIP REFER) and wait to be told what comes of it; see ADR-0027. What is asked is told as
 * a fact, and carried out by the command for it; the phone is told what that comes to. An owner of the shard who dies takes the
 * waiting with it: the phone then hears no more than that it is hung up, or not.
 */
final class Referrals {

    private final LiveCall call;
    private final Map<String, Long> asked = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    Referrals(LiveCall call) {
        this.call = call;
    }

    /** Of a party. */
    void heard(AriEvent event) {
        var channelId = event.channel().id();
        if (event.referral() != null) {
            asked(channelId, event.referral());
        } else if (event.is("ChannelDestroyed")) {
            isOver(channelId);
        }
    }

    /** A second call of the phone's own is none of ours to join; who waits at a desk asks from a channel that is in no call. */
    private void asked(String channelId, AriEvent.Referral referral) {
        var to = referral.to();
        var isAgent = LegId.in(call.callId, channelId).filter(LegId::isAgent).isPresent();
        if (to == null || !isAgent || !call.pbx.phonesMayTransfer()) {
            call.pbx.tellTransferor(channelId, TransferProgress.DECLINED);
            return;
        }
        asked.put(channelId, System.nanoTime() + call.limits.unserved().toNanos());
        call.tell(call.outcomes.transferAsked(call.callId, channelId, to));
    }

    /** What the PBX made of the command by which it was granted. */
    void granted(AriCommand.Transfer command, Answer begun) {
        var from = command.fromChannelId();
        if (command.consult() || asked.remove(from) == null) {
            return;
        }
        if (begun instanceof Answer.Done) {
            underWay.add(from);
            call.pbx.tellTransferor(from, TransferProgress.TRYING);
        } else {
            call.pbx.tellTransferor(from, TransferProgress.FAILED);
        }
    }

    void completed(@Nullable String from) {
        if (underWay.remove(from)) {
            call.pbx.tellTransferor(from, TransferProgress.DONE);
        }
    }

    void failed(@Nullable String from) {
        if (underWay.remove(from)) {
            call.pbx.tellTransferor(from, TransferProgress.FAILED);
        }
    }

    /** A phone that is gone need not be told. */
    Answer decline(AriCommand.DeclineTransfer command) {
        isOver(command.channelId());
        var told = Twice.of(() -> call.pbx.tellTransferor(command.channelId(), TransferProgress.DECLINED));
        return told instanceof Answer.Gone ? new Answer.Done() : told;
    }

    Optional<Duration> due() {
        return asked.values().stream()
                .min(Comparator.naturalOrder())
                .map(at -> Duration.ofNanos(Math.max(0, at - System.nanoTime())));
    }

    void timeOut() {
        var now = System.nanoTime();
        var late = asked.entrySet().stream()
                .filter(entry -> entry.getValue() - now <= 0)
                .map(Map.Entry::getKey)
                .toList();
        late.forEach(channelId -> {
            asked.remove(channelId);
            call.pbx.tellTransferor(channelId, TransferProgress.FAILED);
        });
    }

    private void isOver(String channelId) {
        asked.remove(channelId);
        underWay.remove(channelId);
    }
}
