package io.tandem.amigateway.action;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact.CommandDone;
import io.tandem.contracts.PbxFact.CommandFateUnknown;
import io.tandem.contracts.PbxFact.CommandRefused;
import io.tandem.edge.kafka.TypeName;
import java.time.Instant;

/** The three ends of a command, as facts. {@code command} in them is its type without version, e.g. {@code ami.hand-off}. */
public final class Answers {

    public static CommandDone done(AmiCommand c, Instant at) {
        return new CommandDone(c.callId(), c.pbxId(), FactSource.AMI, at, c.commandId(), name(c));
    }

    public static CommandRefused refused(AmiCommand c, Instant at, String reason) {
        return new CommandRefused(c.callId(), c.pbxId(), FactSource.AMI, at, c.commandId(), name(c), reason);
    }

    public static CommandFateUnknown fateUnknown(AmiCommand c, Instant at, String reason) {
        return new CommandFateUnknown(c.callId(), c.pbxId(), FactSource.AMI, at, c.commandId(), name(c), reason);
    }

    private static String name(AmiCommand command) {
        return TypeName.unversioned(command.getClass());
    }

    private Answers() {}
}
