package io.tandem.edge.id;

import com.github.f4b6a3.ulid.UlidCreator;

/** ULIDs (26 characters, Crockford's base 32, upper case), rising within this process. Safe from any thread. */
public final class Ulids {

    private static final int LENGTH = 26;
    private static final boolean[] DIGITS = new boolean[128];

    static {
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().forEach(digit -> DIGITS[digit] = true);
    }

    public static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /** Asked of every event of a PBX: no pattern is as quick. */
    public static boolean isUlid(String text) {
        if (text.length() != LENGTH || text.charAt(0) > '7') {
            return false;
        }
        for (int at = 0; at < LENGTH; at++) {
            char digit = text.charAt(at);
            if (digit >= DIGITS.length || !DIGITS[digit]) {
                return false;
            }
        }
        return true;
    }

    private Ulids() {}
}
