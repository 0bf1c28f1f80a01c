package io.tandem.amigateway.action;

import io.tandem.amigateway.fact.ChannelIds;
import io.tandem.contracts.AmiCommand;
import io.tandem.edge.id.Ulids;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a command must look like before any of it is sent to a PBX. Each check throws {@link IllegalArgumentException} and never shows the value. */
final class Form {

    private static final Pattern ENDPOINT = Pattern.compile("PJSIP/[A-Za-z0-9_.+-]+(@[A-Za-z0-9_.-]+)?");
    private static final Pattern LEG = Pattern.compile("[a-z]{1,16}(\\.[0-9]{1,4})?");
    private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern COMMAND_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Set<String> ROLES = Set.of("agent", "customer");

    /** Asterisk cuts a dial string at 255 characters. */
    private static final int MAX_ENDPOINT = 255;

    private static final int MAX_CALLER_ID = 80;
    private static final Duration MAX_RING = Duration.ofMinutes(10);

    static void ids(AmiCommand command) {
        require(COMMAND_ID.matcher(present(command.commandId(), "commandId")).matches(), "commandId is not one");
        require(Ulids.isUlid(present(command.callId(), "callId")), "callId is not a ULID");
        present(command.expiresAt(), "expiresAt");
    }

    /** JSON leaves out what it likes; the records cannot refuse that. */
    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    static String channel(String callId, String channelId) {
        require(
                ChannelIds.callId(present(channelId, "channelId"))
                                .filter(callId::equals)
                                .isPresent()
                        && LEG.matcher(channelId.substring(callId.length() + 1)).matches(),
                "channelId is not a leg of the call");
        return channelId;
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

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private Form() {}
}
