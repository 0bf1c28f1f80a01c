package io.tandem.aricontroller.call;

import io.tandem.contracts.AriCommand;

/** Seen on 22.10.1: muting twice is muting once, and a party who is put into another bridge stays muted. */
final class Muting {

    private final LiveCall call;

    Muting(LiveCall call) {
        this.call = call;
    }

    Answer mute(AriCommand.Mute c) {
        var answer = Twice.of(() -> call.pbx.mute(c.channelId(), c.direction()));
        if (answer instanceof Answer.Done) {
            call.tell(call.outcomes.muted(c));
        }
        return answer;
    }

    Answer unmute(AriCommand.Unmute c) {
        var answer = Twice.of(() -> call.pbx.unmute(c.channelId(), c.direction()));
        if (answer instanceof Answer.Done) {
            call.tell(call.outcomes.unmuted(c));
        }
        return answer;
    }
}
