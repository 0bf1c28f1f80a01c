package io.tandem.campaign.inbound.api;

/** How names are written: ids of entries, sounds and keys of the PBX. */
final class Named {

    static final String ID = "[A-Za-z0-9_-]{1,64}";
    static final String IS_NO_ID = "must be 1 to 64 of A-Z a-z 0-9 _ -";

    /** Relative to the PBX's sounds, without a suffix, so that nothing else can be read. */
    static final String SOUND = "[A-Za-z0-9_-]{1,40}(/[A-Za-z0-9_-]{1,40}){0,3}";

    static final String IS_NO_SOUND = "must be the name of a sound of the PBX, without a suffix";

    static final String KEY = "[0-9*#]";
    static final String KEYS = "[0-9*#]{1,6}";

    private Named() {}
}
