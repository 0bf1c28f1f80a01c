package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.tandem.edge.phone.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** What a phone that asked for a transfer is told where nothing is commanded for it. */
@ApplicationScoped
class PhoneAnswers {

    private static final Logger LOG = Logger.getLogger(PhoneAnswers.class);

    private final Publisher publisher;
    private final Wire wire;
    private final CallStateConfig config;
    private final InstantSource clock;

    PhoneAnswers(Publisher publisher, Wire wire, CallStateConfig config, InstantSource clock) {
        this.publisher = publisher;
        this.wire = wire;
        this.config = config;
        this.clock = clock;
    }

    /** The phone has given up, or will have when the command is read. */
    boolean isTooLate(PbxFact.TransferAsked fact) {
        return fact.at().plus(config.limits().commandLife()).isBefore(clock.instant());
    }

    Uni<Void> decline(PbxFact.TransferAsked fact, String why) {
        LOG.infof(
                "a phone's transfer is declined, callId=%s, to=%s, why=%s",
                fact.callId(), PhoneNumber.mask(fact.to()), why);
        var now = clock.instant();
        var command = new AriCommand.DeclineTransfer(
                fact.callId() + ":0:decline:" + fact.at().toEpochMilli(),
                fact.callId(),
                fact.pbxId(),
                now.plus(config.limits().commandLife()),
                fact.channelId(),
                0);
        var type = TypeName.unversioned(AriCommand.DeclineTransfer.class);
        return publisher.send(new Outgoing(
                Topics.ARI_COMMANDS, fact.callId(), command.commandId(), type, now, null, wire.write(command)));
    }
}
