package io.tandem.aricontroller.call;

import java.time.Duration;

/** Calls somebody into a call that talks. One that cannot be called leaves nothing behind and ends nothing. */
final class Calling {

    private final LiveCall call;

    Calling(LiveCall call) {
        this.call = call;
    }

    /** Done when their phone is being dialled; what it makes of it is heard of. */
    Answer dial(NewChannel channel, Duration ringTimeout) throws InterruptedException {
        var channelId = channel.leg().channelId();
        var made = call.pbx.create(channel);
        return switch (made) {
            case Answer.Done _ -> {
                call.legs.made(channelId);
                call.tell(call.outcomes.created(call.callId, channelId));
                yield dialled(channelId, ringTimeout);
            }
            case Answer.Unknown _ -> {
                call.legs.made(channelId);
                hangUp(channelId);
                yield made;
            }
            case Answer.Conflict _, Answer.Gone _, Answer.Refused _ -> made;
        };
    }

    private Answer dialled(String channelId, Duration ringTimeout) throws InterruptedException {
        var inside = call.await(
                e -> (e.is("StasisStart") || e.is("ChannelDestroyed")) && e.isAbout(channelId), call.limits.control());
        var answer = inside.filter(e -> e.is("StasisStart")).isPresent()
                ? call.pbx.dial(channelId, ringTimeout)
                : new Answer.Refused("the new channel did not enter the application");
        if (!(answer instanceof Answer.Done)) {
            hangUp(channelId);
        }
        return answer;
    }

    /** One whose end is not said stays known, and is hung up again when the call ends. */
    Answer hangUp(String channelId) {
        var answer = Twice.of(() -> call.pbx.hangUp(channelId, Cause.NORMAL_CLEARING));
        if (answer instanceof Answer.Gone) {
            call.legs.gone(channelId);
            return new Answer.Done();
        }
        return answer;
    }
}
