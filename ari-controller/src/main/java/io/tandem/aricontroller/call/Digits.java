package io.tandem.aricontroller.call;

import io.tandem.contracts.AriCommand;

/** Digits towards a party. Never said twice: somebody would hear them twice. */
final class Digits {

    private final LiveCall call;

    Digits(LiveCall call) {
        this.call = call;
    }

    Answer send(AriCommand.SendDtmf c) {
        var answer = call.pbx.sendDtmf(c.channelId(), c.digits());
        if (answer instanceof Answer.Done) {
            call.tell(call.outcomes.dtmfSent(c));
        }
        return answer;
    }
}
