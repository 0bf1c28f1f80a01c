package io.tandem.callstate.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.PbxFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The part of {@link Controlling} that is about programs at the media port; see docs/media.md. Pure. */
final class MediaSteps {

    private static final int MOST = 4;

    static AriCommand command(Step step, Ask.Media ask, String id, long order) {
        var call = step.call;
        var callId = call.callId();
        return switch (ask) {
            case Ask.AttachMedia(var target, var mode) -> {
                var mediaId = "media." + order;
                var channelId = channelId(call, mediaId);
                var stream = UUID.nameUUIDFromBytes(channelId.getBytes(UTF_8)).toString();
                var all = new ArrayList<>(call.control().media());
                all.add(new Attachment(mediaId, target, stream, mode, false));
                step.call = call.with(call.control().withMedia(all));
                yield new AriCommand.AttachMedia(
                        id, callId, call.pbxId(), step.expiry(), channelId, target, stream, mode, order);
            }
            case Ask.DetachMedia(var mediaId) ->
                new AriCommand.DetachMedia(id, callId, call.pbxId(), step.expiry(), channelId(call, mediaId), order);
        };
    }

    static Optional<String> refusal(Control control, Ask.Media ask) {
        return switch (ask) {
            case Ask.AttachMedia _ ->
                control.media().size() < MOST
                        ? Optional.empty()
                        : Optional.of(MOST + " programs are attached to the call already");
            case Ask.DetachMedia(var mediaId) ->
                control.media().stream().anyMatch(it -> it.mediaId().equals(mediaId))
                        ? Optional.empty()
                        : Optional.of(mediaId + " is not attached to the call");
        };
    }

    static void attached(Step step, PbxFact.MediaAttached fact) {
        of(step, fact.channelId()).filter(Predicate.not(Attachment::attached)).ifPresent(it -> {
            var control = step.call.control();
            step.call = step.call.with(control.withMedia(control.media().stream()
                            .map(one -> one.equals(it) ? it.inTheCall() : one)
                            .toList())
                    .sure(Ask.Topic.MEDIA));
            var call = step.call;
            step.publish(version -> new CallEvent.MediaAttached(
                    call.callId(),
                    call.tenant(),
                    version,
                    step.now(),
                    Events.summary(call),
                    it.mediaId(),
                    it.target(),
                    it.stream(),
                    it.mode()));
        });
    }

    /** Of one that never was in the call, that it could not be attached. */
    static void ended(Step step, PbxFact.MediaEnded fact) {
        of(step, fact.channelId()).ifPresent(it -> {
            drop(step, it);
            if (it.attached()) {
                tellDetached(step, it, fact.reason());
            } else {
                Controlling.fail(step, Ask.AttachMedia.OPERATION, fact.reason());
            }
        });
    }

    /** The command was not carried out: whoever was not in the call by then will not come. */
    static void refused(Step step, String operation) {
        if (operation.equals(Ask.AttachMedia.OPERATION)) {
            step.call.control().media().stream()
                    .filter(Predicate.not(Attachment::attached))
                    .forEach(it -> drop(step, it));
        }
    }

    /** It ends with the call. */
    static void end(Step step) {
        for (var it : step.call.control().media()) {
            drop(step, it);
            if (it.attached()) {
                tellDetached(step, it, "the call ended");
            }
        }
    }

    private static void drop(Step step, Attachment gone) {
        var control = step.call.control();
        List<Attachment> rest =
                control.media().stream().filter(it -> !it.equals(gone)).toList();
        step.call = step.call.with(control.withMedia(rest).sure(Ask.Topic.MEDIA));
    }

    private static void tellDetached(Step step, Attachment it, String reason) {
        var call = step.call;
        var summary = Events.summary(call);
        var now = step.now();
        step.publish(version -> new CallEvent.MediaDetached(
                call.callId(), call.tenant(), version, now, summary, it.mediaId(), it.target(), reason));
    }

    private static Optional<Attachment> of(Step step, String channelId) {
        return step.call.control().media().stream()
                .filter(it -> channelId(step.call, it.mediaId()).equals(channelId))
                .findFirst();
    }

    private static String channelId(Call call, String mediaId) {
        return call.callId() + "." + mediaId;
    }

    private MediaSteps() {}
}
