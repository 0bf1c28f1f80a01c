package io.tandem.edge.id;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.regex.Pattern;

/** ULIDs (26 characters, Crockford's base 32, upper case), rising within this process. Safe from any thread. */
public final class Ulids {

    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    public static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    public static boolean isUlid(String text) {
        return FORM.matcher(text).matches();
    }

    private Ulids() {}
}
