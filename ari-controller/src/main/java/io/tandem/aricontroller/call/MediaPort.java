package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.MediaMode;
import io.tandem.contracts.MuteDirection;
import java.util.HashSet;
import java.util.Set;

/**
 * Programs in the call's bridge, each as {@code <callId>.media.<n>}: guests, whose end never ends the call, and who stay in the bridge
 * whoever has the call. See docs/media.md.
 */
final class MediaPort {

    private final LiveCall call;
    private final Set<String> attached = new HashSet<>();
    private final Set<String> leaving = new HashSet<>();

    MediaPort(LiveCall call) {
        this.call = call;
    }

    /** {@code isLate}: it is read after its time, so an earlier owner may have carried it out. */
    Answer attach(AriCommand.AttachMedia c, boolean isLate) throws InterruptedException {
        if (!attached.contains(c.channelId())) {
            var answer = isLate ? Controls.NOT_IN_TIME : connect(c);
            if (!(answer instanceof Answer.Done)) {
                return answer;
            }
            attached.add(c.channelId());
        }
        call.tell(call.outcomes.mediaAttached(c));
        return new Answer.Done();
    }

    /** What cannot be hung up ends with the call. */
    Answer detach(AriCommand.DetachMedia c) {
        leaving.add(c.channelId());
        var answer = Twice.of(() -> call.pbx.hangUp(c.channelId(), Cause.NORMAL_CLEARING));
        if (answer instanceof Answer.Gone) {
            left(c.channelId(), "was gone already");
            return new Answer.Done();
        }
        return answer;
    }

    void heard(AriEvent event) {
        var channelId = event.channel().id();
        if (!LegId.isMedia(channelId)) {
            return;
        }
        if (event.is("StasisStart")) {
            entered(event, channelId);
        } else if (event.is("ChannelDestroyed") && attached.contains(channelId)) {
            left(channelId, leaving.contains(channelId) ? "detached" : "the connection ended");
        }
    }

    /** Of one whom an earlier incarnation had. */
    void missing(String channelId) {
        if (attached.contains(channelId)) {
            left(channelId, "was gone when we looked");
        }
    }

    /** One that is in the bridge goes on; one that comes when nobody waits for it any more is not let in. */
    private void entered(AriEvent start, String channelId) {
        if (start.movedFrom().filter(call.bridge()::equals).isPresent()) {
            attached.add(channelId);
            return;
        }
        call.dismiss(channelId, Cause.NORMAL_CLEARING);
        if (start.isMove()) {
            call.tell(call.outcomes.mediaEnded(call.callId, channelId, "the controller was replaced"));
        }
    }

    private Answer connect(AriCommand.AttachMedia c) throws InterruptedException {
        call.guests.made(c.channelId());
        var made = call.pbx.attachMedia(LegId.of(c.channelId()).orElseThrow(), c.target(), c.stream());
        var placed = made instanceof Answer.Done || made instanceof Answer.Conflict ? place(c) : made;
        if (!(placed instanceof Answer.Done)) {
            call.dismiss(c.channelId(), Cause.NORMAL_CLEARING);
        }
        return placed;
    }

    private Answer place(AriCommand.AttachMedia c) throws InterruptedException {
        var inside = call.await(
                e -> (e.is("StasisStart") || e.is("ChannelDestroyed")) && e.isAbout(c.channelId()),
                call.limits.control());
        inside.ifPresent(call.guests::observe);
        if (inside.filter(e -> e.is("StasisStart")).isEmpty()) {
            return new Answer.Refused(c.target() + " did not take the connection");
        }
        Answer ready = c.mode() == MediaMode.LISTEN
                ? Twice.of(() -> call.pbx.mute(c.channelId(), MuteDirection.IN))
                : new Answer.Done();
        return ready instanceof Answer.Done
                ? Twice.of(() -> call.pbx.addToBridge(call.bridge(), c.channelId()))
                : ready;
    }

    private void left(String channelId, String reason) {
        attached.remove(channelId);
        leaving.remove(channelId);
        call.tell(call.outcomes.mediaEnded(call.callId, channelId, reason));
    }
}
