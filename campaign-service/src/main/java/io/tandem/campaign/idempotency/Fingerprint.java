package io.tandem.campaign.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two requests the same: the operation and the body. */
public final class Fingerprint {

    public static String of(String operation, String body) {
        var digest = begin(operation);
        digest.update(body.getBytes(UTF_8));
        return end(digest);
    }

    /** For a body that passes by: feed it to the digest. */
    public static MessageDigest begin(String operation) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((operation + "\n").getBytes(UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static String end(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private Fingerprint() {}
}
