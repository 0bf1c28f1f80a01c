package io.tandem.campaign.contact;

import java.util.Set;

/** Where a contact is. A final state is never left. */
public enum ContactState {
    PENDING,
    DIALING,
    RINGING,
    ANSWERED,
    CONNECTED,
    COMPLETED,
    RETRY,
    EXHAUSTED,
    SKIPPED;

    public static final Set<ContactState> FINAL = Set.of(COMPLETED, EXHAUSTED, SKIPPED);

    public boolean isFinal() {
        return FINAL.contains(this);
    }
}
