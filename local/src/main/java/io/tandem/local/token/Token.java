package io.tandem.local.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes JWTs (RFC 7519), signed RS256. */
public final class Token {

    static final String ISSUER = "https://tandem.local";
    static final Duration LIFE = Duration.ofHours(12);

    private static final JsonMapper JSON = new JsonMapper();

    public static String write(Claims claims, SigningKey key, Instant now) {
        var body = new LinkedHashMap<String, Object>();
        body.put("iss", ISSUER);
        body.put("sub", claims.subject());
        body.put("upn", claims.subject());
        body.put("groups", List.of(claims.role()));
        body.put("tenant", claims.tenant());
        claims.agent().ifPresent(agent -> body.put("agent", agent));
        body.put("iat", now.getEpochSecond());
        body.put("exp", now.plus(LIFE).getEpochSecond());
        var signed = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(body);
        return signed + "." + encode(sign(signed, key));
    }

    private static String part(Map<String, Object> value) {
        try {
            return encode(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims that are not JSON", e);
        }
    }

    private static byte[] sign(String text, SigningKey key) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.secret());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK does not sign with RSA", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Token() {}
}
