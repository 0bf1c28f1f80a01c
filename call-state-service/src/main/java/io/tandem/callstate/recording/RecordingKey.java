package io.tandem.callstate.recording;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where a recording is in the store: {@code <tenant>/<day>/<recordingId>.wav}, the day (UTC) being that of the call's id. Of a tenant's
 * name all but letters, digits, hyphens and underscores is written as %XX, so no name leads out of its folder.
 */
public record RecordingKey(String path) {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;

    public static RecordingKey of(String tenant, String recordingId) {
        return new RecordingKey(folder(tenant) + "/" + day(recordingId) + "/" + recordingId + ".wav");
    }

    private static String folder(String tenant) {
        var name = new StringBuilder();
        for (byte b : tenant.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
                name.append(c);
            } else {
                name.append(String.format("%%%02X", b));
            }
        }
        return name.toString();
    }

    private static LocalDate day(String ulid) {
        long millis = 0;
        for (char c : ulid.substring(0, TIME_DIGITS).toCharArray()) {
            millis = millis * CROCKFORD.length() + CROCKFORD.indexOf(c);
        }
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
