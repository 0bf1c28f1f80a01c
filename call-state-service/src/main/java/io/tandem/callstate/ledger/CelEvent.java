package io.tandem.callstate.ledger;

/** What Asterisk's channel event log tells, by the names it writes; {@code OTHER} for all that nobody here reads. */
public enum CelEvent {
    CHAN_START,
    ANSWER,
    BRIDGE_ENTER,
    BRIDGE_EXIT,
    HANGUP,
    OTHER;

    public static CelEvent of(String name) {
        return switch (name) {
            case "CHAN_START" -> CHAN_START;
            case "ANSWER" -> ANSWER;
            case "BRIDGE_ENTER" -> BRIDGE_ENTER;
            case "BRIDGE_EXIT" -> BRIDGE_EXIT;
            case "HANGUP" -> HANGUP;
            default -> OTHER;
        };
    }
}
