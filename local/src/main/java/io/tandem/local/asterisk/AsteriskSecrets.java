package io.tandem.local.asterisk;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Passwords of the users that the configuration names.
 *
 * @param events AMI user {@code tandem-events} of the PBX
 * @param actions AMI user {@code tandem-actions} of the PBX
 * @param ari ARI user {@code tandem} of the PBX
 * @param carrier AMI user {@code carrier} of the carrier
 */
public record AsteriskSecrets(String events, String actions, String ari, String carrier) {

    public static AsteriskSecrets random() {
        var random = new SecureRandom();
        return new AsteriskSecrets(random(random), random(random), random(random), random(random));
    }

    private static String random(SecureRandom random) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "AsteriskSecrets[...]";
    }
}
