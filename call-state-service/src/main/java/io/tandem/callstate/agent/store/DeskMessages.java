package io.tandem.callstate.agent.store;

import io.tandem.callstate.outbox.Outgoing;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import java.time.Instant;

/** Commands about desks as they are told to ari-controller. */
final class DeskMessages {

    static Outgoing of(AriCommand command, String tenant, Instant now, Wire wire) {
        return new Outgoing(
                Topics.ARI_COMMANDS,
                command.callId(),
                command.commandId(),
                TypeName.unversioned(command.getClass()),
                now,
                tenant,
                wire.write(command));
    }

    private DeskMessages() {}
}
