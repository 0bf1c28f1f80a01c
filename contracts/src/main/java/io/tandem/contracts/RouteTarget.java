package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Where a call that came in goes.
 *
 * @param value what {@code kind} says; null for {@link Kind#HANG_UP}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RouteTarget(Kind kind, @Nullable String value) {

    public enum Kind {
        /** A queue's id. */
        QUEUE,
        /** An agent's id: the call waits for this agent alone. */
        AGENT,
        /** A number outside, in E.164. */
        NUMBER,
        /** A menu's id. */
        MENU,
        /** {@code <extension>@<context>} of the PBX's own dialplan, the context being on ari-controller's list; the call leaves us. */
        DIALPLAN,
        /** The name of a sound of the PBX; it is played, and the call ends. */
        MESSAGE,
        /** A queue's id: the call ends, and the caller is called back when it would have been their turn. */
        CALLBACK,
        HANG_UP
    }
}
