package io.tandem.callstate.call.context;

/** {@code json}: as it was put there, at most 64 KB of UTF-8. {@code revision}: 1 for the first of a call, then rising by one. */
public record Context(long revision, String json) {

    /** In UTF-8. */
    public static final int MOST_BYTES = 65_536;

    public String entityTag() {
        return "\"" + revision + "\"";
    }
}
