package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.util.function.Consumer;

/** What a call hears of. */
public sealed interface Signal {

    record Heard(AriEvent event) implements Signal {}

    /** {@code answer} takes the outcome; only the first counts. */
    record Ordered(AriCommand command, Consumer<PbxFact.CommandFact> answer) implements Signal {}

    /** The channel was not among those that live on the PBX: it ended while nobody listened. */
    record Missing(String channelId) implements Signal {}

    /** The shard belongs to another replica now: stop acting, touch nothing. */
    record Abandoned() implements Signal {}
}
