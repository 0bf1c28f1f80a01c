package io.tandem.callstate.erasure.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.erasure.Person;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands in a number's place: HMAC-SHA256 of tenant and number, cut to 128 bits. All numbers of the world are soon tried; so it has
 * a key, which the database keeps.
 */
@ApplicationScoped
class Pseudonyms {

    static final String MARK = "erased:";

    private static final String KEY = "SELECT key FROM calls.erasure_key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final Pool pool;

    Pseudonyms(Pool pool) {
        this.pool = pool;
    }

    /** @param number in E.164 */
    Uni<Person> person(String tenant, String number) {
        return pool.query(KEY)
                .execute()
                .map(rows -> rows.iterator().next().getString("key"))
                .map(key -> new Person(tenant, number, pseudonym(key, tenant, number)));
    }

    static String pseudonym(String key, String tenant, String number) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            var whole = mac.doFinal((tenant + '\n' + number).getBytes(UTF_8));
            return MARK + HexFormat.of().formatHex(Arrays.copyOf(whole, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
