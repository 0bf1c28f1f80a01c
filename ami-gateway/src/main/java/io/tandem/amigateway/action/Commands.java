package io.tandem.amigateway.action;

import io.tandem.contracts.AmiCommand;
import java.util.concurrent.CompletionStage;

/** Carries commands out, and answers each with a fact. Safe from any thread. */
public interface Commands {

    /**
     * Completes when the answer is on its way; fails with {@link IllegalArgumentException} for a command that no PBX may be asked, or
     * whose PBX nobody knows.
     *
     * @param readBefore another process, or this one before a restart, may have carried it out
     */
    CompletionStage<Void> carryOut(AmiCommand command, boolean readBefore);
}
