package io.tandem.aricontroller.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of ARI, reduced to what is asked of it. {@code channel} is the dialled peer in a {@code Dial}; {@code cause} is 0 where
 * Asterisk gave none; {@code key} is there when one was pressed, {@code playbackId} when something that is played is spoken of, {@code
 * referral} when a phone asks for a transfer.
 */
public record AriEvent(
        String type,
        String application,
        @Nullable Channel channel,
        @Nullable String bridgeId,
        String dialStatus,
        int cause,
        @Nullable String causeText,
        @Nullable String techCause,
        List<String> args,
        @Nullable Key key,
        @Nullable String playbackId,
        @Nullable Referral referral) {

    /** First argument of a caller who came in by the dialplan. */
    public static final String INBOUND = "inbound";

    /** Third argument of a channel that was moved here from another incarnation. */
    public static final String MOVED = "moved";

    /** Second argument of a customer whom the dialplan has listened to; then AMD's status and cause, the ms it took, and what to do. */
    public static final String SCREENED = "amd";

    /** Second argument of a machine whose greeting was waited for; then how the playing of the message ended. */
    public static final String MESSAGE_LEFT = "message";

    /** A phone asks for a transfer (SIP REFER); {@code channel} is the phone's. */
    public static final String TRANSFER_ASKED = "ChannelTransfer";

    public static final String HANG_UP = "hang-up";
    public static final String VOICEMAIL = "voicemail";

    public AriEvent {
        args = List.copyOf(args);
    }

    /** One that is not about anything that is played. */
    public AriEvent(
            String type,
            String application,
            @Nullable Channel channel,
            @Nullable String bridgeId,
            String dialStatus,
            int cause,
            @Nullable String causeText,
            @Nullable String techCause,
            List<String> args,
            @Nullable Key key) {
        this(type, application, channel, bridgeId, dialStatus, cause, causeText, techCause, args, key, null, null);
    }

    /** {@code to}: the user part of whom the phone names; null where it names a call of its own. */
    public record Referral(@Nullable String to) {}

    /** {@code at}: Asterisk's own time of it. */
    public record Key(String digit, Instant at) {}

    /** How a caller came: the number that was called, and who they say they are; null for what is withheld. */
    public record Origin(
            String did, @Nullable String number, @Nullable String name) {}

    /** {@code leg}: what it is in a call of ours; null for a foreign channel. */
    public record Channel(
            String id,
            String name,
            String state,
            @Nullable LegId leg,
            @Nullable Origin origin) {

        /** One that we named. */
        public Channel(String id, String name, String state) {
            this(id, name, state, LegId.of(id).orElse(null), null);
        }

        /** The name of its PJSIP endpoint, as in {@code PJSIP/<endpoint>-<number>}. */
        public String endpoint() {
            var dash = name.lastIndexOf('-');
            return name.substring(name.indexOf('/') + 1, dash < 0 ? name.length() : dash);
        }

        public boolean isUp() {
            return state.equals("Up");
        }
    }

    public boolean is(String name) {
        return type.equals(name);
    }

    /** A channel came under control, and this is what for. */
    public boolean isStart(String role) {
        return is("StasisStart") && argument(1).equals(role);
    }

    /** Empty text where there is none. */
    public String argument(int index) {
        return index < args.size() ? args.get(index) : "";
    }

    /** The leg of ours that it is about, or what is played to it; empty for foreign channels and for all other events. */
    public Optional<LegId> leg() {
        return channel == null
                ? Optional.ofNullable(playbackId).flatMap(LegId::of)
                : Optional.ofNullable(channel.leg());
    }

    public boolean isAbout(String channelId) {
        return channel != null && channel.id().equals(channelId);
    }

    public boolean hasChannelUp() {
        return channel != null && channel.isUp();
    }

    /** Of a StasisStart: a caller came in, and nobody of us had them before. */
    public boolean isArrival() {
        return !args.isEmpty() && args.getFirst().equals(INBOUND);
    }

    public boolean isMove() {
        return args.size() > 2 && args.get(2).equals(MOVED);
    }

    /** The bridge in which a channel that was moved here was found, and still is. */
    public Optional<String> movedFrom() {
        return isMove() && args.size() > 3 && !args.get(3).isEmpty() ? Optional.of(args.get(3)) : Optional.empty();
    }
}
