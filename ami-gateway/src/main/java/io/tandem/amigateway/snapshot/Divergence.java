package io.tandem.amigateway.snapshot;

import java.util.Locale;

/** A difference between what we believed and what the PBX has. */
public enum Divergence {
    /** It lives, and nobody told. */
    UNKNOWN_CHANNEL,
    /** It was believed to live, and is gone without a word. */
    MISSING_CHANNEL,
    /** A channel that is known was answered unseen. */
    UNSEEN_ANSWER,
    /** It came into its room or bridge unseen. */
    UNSEEN_MEMBER,
    /** It was believed in its room or bridge, and is not there. */
    MISSING_MEMBER,
    /** A bridge of ours in which nobody is. */
    EMPTY_BRIDGE,
    /** A room of a call that has no channel. */
    STRANGE_ROOM;

    /** The metric's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
