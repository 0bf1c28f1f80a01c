package io.tandem.callstate.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;

/**
 * A caller's place that is kept while they are not there.
 *
 * @param callId of the call that will be made: the same whoever asks, so that it is made once
 * @param callbackOf the call in which it was asked for
 * @param did our number as the caller knows it; empty where the trunk decides
 * @param number whom to call
 * @param priority and {@code since}: the place
 */
public record Callback(
        String callId, String callbackOf, String queueId, String did, String number, int priority, Instant since) {

    private static final String DIGITS =
            "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32, as ULIDs are written
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    /** A ULID of the time of the wish; what would be random is a digest of the first call's id. */
    static String idFor(String callId, Instant at) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(callId.getBytes(UTF_8));
            var random = new BigInteger(1, Arrays.copyOf(digest, 10));
            return written(BigInteger.valueOf(at.toEpochMilli()), TIME_DIGITS) + written(random, RANDOM_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is the call that was promised when the caller asked; one that is made because they were not reached has another id. */
    public boolean isFirst() {
        return !callbackOf.isEmpty()
                && callId.endsWith(idFor(callbackOf, Instant.EPOCH).substring(TIME_DIGITS));
    }

    private static String written(BigInteger number, int width) {
        var text = new StringBuilder();
        var base = BigInteger.valueOf(DIGITS.length());
        for (var rest = number; text.length() < width; rest = rest.divide(base)) {
            text.append(DIGITS.charAt(rest.mod(base).intValue()));
        }
        return text.reverse().toString();
    }
}
