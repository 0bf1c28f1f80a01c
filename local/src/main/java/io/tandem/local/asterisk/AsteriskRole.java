package io.tandem.local.asterisk;

/** Which of the two configurations in {@code asterisk/} a process runs. */
public enum AsteriskRole {
    PBX,
    CARRIER;

    /** Name of the folder with its configuration. */
    public String folder() {
        return switch (this) {
            case PBX -> "pbx";
            case CARRIER -> "carrier";
        };
    }
}
