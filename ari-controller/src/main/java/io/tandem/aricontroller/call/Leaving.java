package io.tandem.aricontroller.call;

/** A caller goes on in the PBX's own dialplan: nothing of ours is left behind, and their end is not our doing any more. */
final class Leaving {

    private final LiveCall call;
    private final Holding holding;

    Leaving(LiveCall call, Holding holding) {
        this.call = call;
        this.holding = holding;
    }

    Answer into(String context, String extension) {
        if (!call.legs.known().stream().allMatch(call.customer()::equals)) {
            return new Answer.Refused("others are in the call, or are being called");
        }
        var left = call.pbx.callers().leave(call.customer(), context, extension);
        if (left instanceof Answer.Done) {
            holding.left(call.customer());
            call.guests.opened(call.bridge());
            if (!(Twice.of(() -> call.pbx.destroyBridge(call.bridge())) instanceof Answer.Unknown)) {
                call.guests.closed(call.bridge());
            }
        }
        return left;
    }
}
