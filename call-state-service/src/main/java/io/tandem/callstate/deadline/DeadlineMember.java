package io.tandem.callstate.deadline;

/** A time limit as Redis keeps it: {@code callId|pbxId|name|armed}. */
public record DeadlineMember(String callId, String pbxId, String name, long armed) {

    /** ZSET of all time limits, by when they pass in ms. */
    public static final String KEY = "deadlines";

    public static DeadlineMember parse(String text) {
        var parts = text.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a deadline: " + text);
        }
        return new DeadlineMember(parts[0], parts[1], parts[2], Long.parseLong(parts[3]));
    }

    @Override
    public String toString() {
        return callId + "|" + pbxId + "|" + name + "|" + armed;
    }
}
