package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.call.Answer;
import io.tandem.aricontroller.call.CallerService;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What is done for a caller who talks with nobody, as requests. */
final class AriCallerService implements CallerService {

    private static final int FIRST = 1;

    private final AriHttp http;

    AriCallerService(AriHttp http) {
        this.http = http;
    }

    @Override
    public Answer answer(String channelId) {
        return AriPbx.answer(http.post("answer", Query.path("channels", channelId, "answer")));
    }

    @Override
    public Answer play(String bridgeId, String playbackId, List<String> media) {
        return AriPbx.answer(http.post(
                "play", Query.path("bridges", bridgeId, "play", playbackId).with("media", String.join(",", media))));
    }

    @Override
    public Answer stopPlaying(String playbackId) {
        return AriPbx.answer(http.delete("stop-playing", Query.path("playbacks", playbackId)));
    }

    /** Seen on 22.10.1: a channel that is continued in an extension that does not exist is hung up without a word. */
    @Override
    public Answer leave(String channelId, String context, String extension) {
        var exists = http.get(
                "extension",
                Query.path("channels", channelId, "variable")
                        .with("variable", "DIALPLAN_EXISTS(%s,%s,%d)".formatted(context, extension, FIRST)));
        if (!exists.isOk()) {
            return AriPbx.answer(exists);
        }
        if (!isTrue(exists.body())) {
            return new Answer.Refused("there is no " + extension + " in " + context);
        }
        return AriPbx.answer(http.post(
                "continue",
                Query.path("channels", channelId, "continue")
                        .with("context", context)
                        .with("extension", extension)
                        .with("priority", FIRST)));
    }

    private static boolean isTrue(String variable) {
        try {
            return "1".equals(new JsonObject(variable).getString("value"));
        } catch (DecodeException _) {
            return false;
        }
    }
}
