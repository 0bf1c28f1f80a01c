package io.tandem.callstate.agent;

import io.tandem.contracts.DeskEndpoint;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent waits for calls: a phone that was called once, in a bridge of its own on the PBX. See docs/desk.md.
 *
 * @param deskId a ULID that no other login has; what is on the PBX is named after it
 * @param waiting the phone was answered; until then it is being called
 * @param since when that began
 */
public record Desk(String deskId, String pbxId, boolean waiting, Instant since) {

    /** Why an agent is OFFLINE whose phone was hung up while they waited. */
    public static final String HUNG_UP = "desk-hung-up";

    /** As {@link #HUNG_UP}, but not by them: the PBX, or the way to the phone, was cut off. */
    public static final String LOST = "desk-lost";

    public static final String NO_ANSWER = "desk-no-answer";
    public static final String BUSY = "desk-busy";
    public static final String REJECTED = "desk-rejected";
    public static final String UNREACHABLE = "desk-unreachable";

    static final String SUFFIX = ".desk";

    private static final int NORMAL_CLEARING = 16;

    public static String channelOf(String deskId) {
        return deskId + SUFFIX;
    }

    /** How a call reaches the agent. */
    public String endpoint() {
        return DeskEndpoint.of(deskId);
    }

    /** As {@link #endpoint}, for a call that is on a PBX already; empty on another one, from where the desk cannot be reached. */
    public Optional<String> endpointOn(@Nullable String pbx) {
        return pbxId.equals(pbx) ? Optional.of(endpoint()) : Optional.empty();
    }

    Desk answered(Instant at) {
        return new Desk(deskId, pbxId, true, at);
    }

    /** @param cause of the phone's hang-up, by Q.850; 0 where the PBX gave none, and for a channel that was found missing */
    String end(int cause) {
        if (waiting) {
            return cause == NORMAL_CLEARING ? HUNG_UP : LOST;
        }
        return switch (cause) {
            case 0, NORMAL_CLEARING, 18, 19 -> NO_ANSWER;
            case 17 -> BUSY;
            case 21 -> REJECTED;
            default -> UNREACHABLE;
        };
    }
}
