package io.tandem.amigateway.link.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** AMI's proof that a client has the secret (AuthType MD5): the only one that Asterisk knows. The secret does not travel; the session is no safer. */
final class Md5Challenge {

    static String key(String challenge, String secret) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest((challenge + secret).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private Md5Challenge() {}
}
