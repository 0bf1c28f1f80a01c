package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.contracts.PbxFact;

/** Where phones that ask for a transfer are heard. */
public interface PhoneTransfers {

    /** Completes when it is granted, or the phone's no is on its way; the same fact again changes nothing. */
    Uni<Void> asked(PbxFact.TransferAsked fact);
}
