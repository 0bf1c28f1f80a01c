package io.tandem.callstate.agent;

import io.tandem.contracts.PbxFact;
import java.util.Optional;

/** What a fact about a desk's phone means to the agent. Pure. */
public final class DeskFact {

    private static final int UNREACHABLE = 20;

    /** It is none of a call's, though it has the form. */
    public static boolean isOfDesk(PbxFact.CallFact fact) {
        return switch (fact) {
            case PbxFact.ChannelFact f -> f.channelId().endsWith(Desk.SUFFIX);
            case PbxFact.ChannelMissing f -> f.channelId().endsWith(Desk.SUFFIX);
            case PbxFact.LegQuality f -> f.channelId().endsWith(Desk.SUFFIX);
            case PbxFact.CommandFact f -> f.commandId().startsWith(f.callId() + Desk.SUFFIX);
            case PbxFact.CallFact _ -> false;
        };
    }

    /** The name of a command about a desk; the channel's own name, so that {@link #isOfDesk} knows the answer. */
    static String command(String deskId, String what) {
        return deskId + Desk.SUFFIX + ":" + what;
    }

    public static boolean isDesk(String channelId) {
        return channelId.endsWith(Desk.SUFFIX);
    }

    public static Optional<PresenceMachine.Input> input(PbxFact.CallFact fact) {
        return switch (fact) {
            case PbxFact.BridgeEntered f -> Optional.of(new PresenceMachine.Input.SitDown(f.callId()));
            case PbxFact.ChannelHungUp f -> lost(f, f.cause());
            case PbxFact.ChannelMissing f -> lost(f, 0);
            case PbxFact.CommandRefused f when isCall(f) -> lost(f, UNREACHABLE);
            case PbxFact.CommandFateUnknown f when isCall(f) -> lost(f, UNREACHABLE);
            case PbxFact.CallFact _ -> Optional.empty();
        };
    }

    private static boolean isCall(PbxFact.CommandFact fact) {
        return fact.commandId().equals(command(fact.callId(), DeskCommands.CALL));
    }

    private static Optional<PresenceMachine.Input> lost(PbxFact.CallFact fact, int cause) {
        return Optional.of(new PresenceMachine.Input.LoseDesk(fact.callId(), cause));
    }

    private DeskFact() {}
}
