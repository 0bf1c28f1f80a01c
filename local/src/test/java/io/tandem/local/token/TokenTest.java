package io.tandem.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path keys;

    @Test
    void says_who_for_whom_and_how_long() throws Exception {
        var claims = claims(Token.write(new Claims("agent", "acme", Optional.of("1001")), SigningKey.in(keys), NOON));

        assertThat(claims.path("iss").asText()).isEqualTo("https://tandem.local");
        assertThat(claims.path("sub").asText()).isEqualTo("agent-1001");
        assertThat(claims.path("groups").toString()).isEqualTo("[\"agent\"]");
        assertThat(claims.path("tenant").asText()).isEqualTo("acme");
        assertThat(claims.path("agent").asText()).isEqualTo("1001");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(12 * 3600);
        assertThat(claims.path("iat").asLong()).isEqualTo(NOON.getEpochSecond());
    }

    @Test
    void is_accepted_by_whoever_has_the_public_key_also_after_a_restart() throws Exception {
        SigningKey.in(keys);
        var token = Token.write(Claims.admin(), SigningKey.in(keys), NOON);
        var end = token.lastIndexOf('.');

        var signature = Signature.getInstance("SHA256withRSA");
        var pem = Files.readString(keys.resolve("public.pem")).replaceAll("-----[A-Z ]+-----", "");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem))));
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))))
                .isTrue();
    }

    @Test
    void the_private_key_is_its_owners_alone() throws Exception {
        SigningKey.in(keys);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("private.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void many_who_make_the_key_pair_at_once_get_the_same() {
        var secrets = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> SigningKey.in(keys).secret())
                .distinct()
                .toList();

        assertThat(secrets).hasSize(1);
        assertThat(keys.toFile().list()).containsExactlyInAnyOrder("private.pem", "public.pem");
    }

    @Test
    void a_public_key_that_does_not_match_is_written_anew() throws Exception {
        SigningKey.in(keys);
        var right = Files.readString(keys.resolve("public.pem"));
        Files.writeString(keys.resolve("public.pem"), "of another pair");

        SigningKey.in(keys);

        assertThat(Files.readString(keys.resolve("public.pem"))).isEqualTo(right);
    }

    @Test
    void there_is_none_for_a_role_that_is_none() {
        assertThatThrownBy(() -> new Claims("root", "acme", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"root\" is no role");
    }

    private static JsonNode claims(String token) throws Exception {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
