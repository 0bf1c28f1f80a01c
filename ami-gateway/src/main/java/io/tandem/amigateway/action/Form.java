package io.tandem.amigateway.action;

import io.tandem.amigateway.fact.ChannelIds;
import io.tandem.contracts.AmiCommand;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.phone.PhoneNumber;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a command must look like before any of it is sent to a PBX. Each check throws {@link IllegalArgumentException} and never shows the value. */
final class Form {

    private static final Pattern ENDPOINT = Pattern.compile("PJSIP/[A-Za-z0-9_.+-]+(@[A-Za-z0-9_.-]+)?");
    private static final Pattern LEG = Pattern.compile("[a-z]{1,16}(\\.[0-9]{1,4})?");
    private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern COMMAND_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9 _.@+-]{0,128}");
    private static final Pattern EXTENSION = Pattern.compile("[1-9][0-9]{3}");
    private static final Set<String> ROLES = Set.of("agent", "customer");

    /** None of them chooses where a channel goes or what runs there. */
    private static final Set<String> VARIABLES =
            Set.of("CHANNEL(language)", "CHANNEL(musicclass)", "CHANNEL(accountcode)", "CDR(userfield)");

    /** As a command says it, and as Asterisk's MUTEAUDIO does. */
    private static final Map<String, String> DIRECTIONS = Map.of("in", "in", "out", "out", "both", "all");

    /** Asterisk cuts a dial string at 255 characters. */
    private static final int MAX_ENDPOINT = 255;

    private static final int MAX_CALLER_ID = 80;
    private static final int MAX_RECORDING = 999;
    private static final Duration MAX_RING = Duration.ofMinutes(10);
    private static final Duration MAX_PARKED = Duration.ofHours(1);

    static void ids(AmiCommand command) {
        require(COMMAND_ID.matcher(present(command.commandId(), "commandId")).matches(), "commandId is not one");
        require(
                isCall(present(command.callId(), "callId"), command.pbxId()),
                "callId is neither a ULID nor of a call that came in there");
        present(command.expiresAt(), "expiresAt");
    }

    private static boolean isCall(String callId, String pbxId) {
        return Ulids.isUlid(callId)
                || (ChannelIds.isIncoming(callId) && ChannelIds.pbxOf(callId).equals(pbxId));
    }

    /** JSON leaves out what it likes; the records cannot refuse that. */
    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    static String channel(String callId, String channelId) {
        boolean isNamed = ChannelIds.callId(present(channelId, "channelId"))
                        .filter(callId::equals)
                        .isPresent()
                && LEG.matcher(channelId.substring(callId.length() + 1)).matches();
        require(isNamed || isCustomer(callId, channelId), "channelId is not a leg of the call");
        return channelId;
    }

    /** Whose channel came in, and has the name that Asterisk gave it. */
    private static boolean isCustomer(String callId, String channelId) {
        return ChannelIds.isIncoming(callId) && ChannelIds.customerOf(callId).equals(channelId);
    }

    /** Park and record pass the call's id through dialplan functions that know the characters of a ULID only. */
    static String spelt(String callId) {
        require(Ulids.isUlid(callId), "callId is of a call that came in, which AMI can neither park nor record");
        return callId;
    }

    static String endpoint(String endpoint) {
        require(
                present(endpoint, "endpoint").length() <= MAX_ENDPOINT
                        && ENDPOINT.matcher(endpoint).matches(),
                "endpoint is not a dial string PJSIP/name or PJSIP/user@name");
        return endpoint;
    }

    static @Nullable String callerId(@Nullable String callerId) {
        require(
                callerId == null
                        || (callerId.length() <= MAX_CALLER_ID
                                && callerId.chars().noneMatch(Character::isISOControl)),
                "callerId is too long or has control characters");
        return callerId;
    }

    static String application(String application) {
        require(APPLICATION.matcher(present(application, "application")).matches(), "application is not a name");
        return application;
    }

    static String role(String role) {
        require(ROLES.contains(present(role, "role")), "role is neither agent nor customer");
        return role;
    }

    static Duration ringTimeout(Duration ringTimeout) {
        require(
                present(ringTimeout, "ringTimeout").compareTo(Duration.ofSeconds(1)) >= 0
                        && ringTimeout.compareTo(MAX_RING) <= 0,
                "ringTimeout is not 1 s to 10 min");
        return ringTimeout;
    }

    static int cause(int cause) {
        require(cause >= 0 && cause <= 127, "cause is not 0 to 127");
        return cause;
    }

    /** As Asterisk names it. */
    static String direction(String direction) {
        var asterisk = DIRECTIONS.get(present(direction, "direction"));
        if (asterisk == null) {
            throw new IllegalArgumentException("direction is neither in, out nor both");
        }
        return asterisk;
    }

    static Duration parked(Duration comesBackAfter) {
        require(
                present(comesBackAfter, "comesBackAfter").compareTo(Duration.ofSeconds(1)) >= 0
                        && comesBackAfter.compareTo(MAX_PARKED) <= 0
                        && comesBackAfter.toNanosPart() == 0,
                "comesBackAfter is not 1 s to 1 h in whole seconds");
        return comesBackAfter;
    }

    /** The number of the extension that the dialplan knows, never one with another meaning to it. */
    static String destination(String to) {
        if (EXTENSION.matcher(present(to, "to")).matches()) {
            return to;
        }
        return PhoneNumber.parse(to)
                .filter(number -> number.e164().equals(to) && !number.premium())
                .map(PhoneNumber::e164)
                .orElseThrow(() -> new IllegalArgumentException(
                        "to is neither an agent's extension nor a number in E.164 that may be called"));
    }

    static int recording(int recording) {
        require(recording >= 1 && recording <= MAX_RECORDING, "recording is not 1 to " + MAX_RECORDING);
        return recording;
    }

    static String variable(String name) {
        require(VARIABLES.contains(present(name, "name")), "name is not a variable that a command may set");
        return name;
    }

    /** Nothing that an expression, an application or a file's reader could take for its own. */
    static String value(String value) {
        require(
                VALUE.matcher(present(value, "value")).matches(),
                "value is too long or has characters that are not allowed");
        return value;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private Form() {}
}
