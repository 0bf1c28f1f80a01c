package io.tandem.callstate.call;

import org.jspecify.annotations.Nullable;

/**
 * A change of who is in the call that is under way: a leg is called, or the customer is being put aside.
 *
 * @param channelId the leg that is to come; the customer's while they are being parked
 * @param from the leg that has the call and will give it away; null where nobody has it
 * @param told call.transfer-started was
 * @param answered the leg talks with {@code from}, or would if they were there
 * @param doing what the PBX was told to do about it and has not done yet; null while people decide
 */
public record Handover(
        Kind kind,
        String channelId,
        @Nullable String from,
        boolean told,
        boolean answered,
        @Nullable Doing doing) {

    public enum Kind {
        BLIND,
        ATTENDED,
        UNPARK,
        RECALL,
        /** A further party is called; the customer hears those who are there meanwhile. */
        ADD,
        PARK,
        /** An agent is offered a call that waits, or a number is called for it; nobody gives it away. */
        OFFER
    }

    public enum Doing {
        COMPLETE,
        CANCEL,
        JOIN,
        PARK,
        /** Nothing was commanded: the PBX knows by itself, and is given a moment to say so. */
        NOTHING
    }

    static Handover of(Kind kind, String channelId, @Nullable String from) {
        return new Handover(kind, channelId, from, false, false, kind == Kind.PARK ? Doing.PARK : null);
    }

    /** The customer is aside. */
    boolean transfers() {
        return switch (kind) {
            case BLIND, ATTENDED, UNPARK, RECALL, OFFER -> true;
            case ADD, PARK -> false;
        };
    }

    boolean isOf(String channel) {
        return channelId.equals(channel);
    }

    /** Nobody has to decide any more: on answer the leg gets the customer. */
    Handover blind() {
        return new Handover(kind == Kind.ATTENDED ? Kind.BLIND : kind, channelId, from, told, answered, doing);
    }

    Handover begun() {
        return new Handover(kind, channelId, from, true, answered, doing);
    }

    Handover consulting() {
        return new Handover(kind, channelId, from, true, true, null);
    }

    Handover doing(@Nullable Doing now) {
        return new Handover(kind, channelId, from, told, answered, now);
    }
}
