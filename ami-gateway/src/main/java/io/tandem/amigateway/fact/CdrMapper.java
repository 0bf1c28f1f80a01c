package io.tandem.amigateway.fact;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the call detail records about channels of ours. The times are read from the fields {@code Started}, {@code Answered} and {@code Ended}
 * that {@code cdr_manager.conf} adds in epoch seconds, because the standard ones are in a zone that nobody tells; a PBX without
 * them tells no CDR.
 */
public final class CdrMapper {

    public static final String EVENT = "Cdr";

    /** Seconds with microseconds; 0.000000, for what never was, is none. */
    private static final Pattern TIME = Pattern.compile("[1-9]\\d{0,9}\\.\\d{6}");

    private final String pbxId;
    private final CallChannels calls;

    public CdrMapper(String pbxId, CallChannels calls) {
        this.pbxId = pbxId;
        this.calls = calls;
    }

    /** {@code at}: when the event was read. */
    public Optional<PbxFact.CallDetail> fact(AmiMessage.Event event, Instant at) {
        var headers = event.headers();
        var channelId = headers.text("UniqueID");
        var started = time(headers.text("Started"));
        var ended = time(headers.text("Ended"));
        if (started == null || ended == null) {
            return Optional.empty();
        }
        return calls.callOf(channelId).map(callId -> detail(callId, channelId, at, started, ended, headers));
    }

    private PbxFact.CallDetail detail(
            String callId, String channelId, Instant at, Instant started, Instant ended, AmiHeaders headers) {
        return new PbxFact.CallDetail(
                callId,
                pbxId,
                FactSource.AMI,
                at,
                channelId,
                headers.text("LinkedID"),
                started,
                time(headers.text("Answered")),
                ended,
                headers.text("Disposition"),
                headers.text("LastApplication"));
    }

    private static @Nullable Instant time(String text) {
        if (!TIME.matcher(text).matches()) {
            return null;
        }
        int point = text.indexOf('.');
        return Instant.ofEpochSecond(
                Long.parseLong(text.substring(0, point)), Long.parseLong(text.substring(point + 1)) * 1_000);
    }
}
