package io.tandem.callstate.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget;
import io.tandem.contracts.ScreeningVerdict;
import io.tandem.testkit.call.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller who came in, and what the PBX says of them; the shell's part is played by hand. */
record Caller(Rehearsal call) {

    static final String CHANNEL = "1700000000.12";
    static final String ID = Facts.PBX + ":" + CHANNEL;
    static final String DID = "+442079460999";
    static final String NUMBER = "+442079460001";

    static Caller arrivesFor(RouteTarget to) {
        return arrivesFor(to, new KnownDirections(), NUMBER);
    }

    static Caller arrivesFor(@Nullable RouteTarget to, Directions directions, @Nullable String number) {
        var plan = Plan.arrived(DID, number, "carrier", Duration.ofSeconds(20), Facts.NOON, Map.of(), false);
        var call = Rehearsal.arriving(Call.arrived(ID, "acme", Facts.PBX, CHANNEL, plan, 5), directions);
        return new Caller(call.takes(new Input.Arrived(
                arrival(),
                to == null ? ScreeningVerdict.BLOCKED : ScreeningVerdict.ALLOWED,
                "a rule",
                to,
                Facts.NOON,
                Rehearsal.BOTH)));
    }

    static Caller waits() {
        return arrivesFor(KnownDirections.to(RouteTarget.Kind.QUEUE, "sales")).isNoticed(1);
    }

    static PbxFact.CallArrived arrival() {
        return new PbxFact.CallArrived(
                ID, Facts.PBX, FactSource.ARI, Facts.NOON, CHANNEL, DID, NUMBER, "Ann", "carrier");
    }

    Caller isNoticed(int position) {
        call.takes(new Input.Noticed(new Standing("sales", position, null), call.now(), call.links()));
        return this;
    }

    Caller isOfferedTo(String agentId) {
        call.takes(offerTo(agentId));
        return this;
    }

    Input.Offer offerTo(String agentId) {
        var to = new Target(agentId, null, "PJSIP/1001@phones", NUMBER, Duration.ofSeconds(20));
        return new Input.Offer("sales", to, 7, "offered to " + agentId, call.now(), call.links());
    }

    Caller takenBy(String agentId) {
        return isOfferedTo(agentId).sees(answered());
    }

    Caller sees(PbxFact.CallFact... facts) {
        call.sees(facts);
        return this;
    }

    /** The agent's leg that was called last. */
    Facts agent() {
        var channelId = last(AriCommand.Transfer.class).channelId();
        return Facts.of(ID).ari().leg(channelId.substring(ID.length() + 1));
    }

    PbxFact.CallFact[] answered() {
        return new PbxFact.CallFact[] {
            agent().transferBegun(order()),
            agent().done(last(AriCommand.Transfer.class).commandId()),
            agent().answered(),
            agent().transferred(order()),
            entered(FactSource.ARI)
        };
    }

    long order() {
        return last(AriCommand.Transfer.class).order();
    }

    PbxFact.BridgeEntered entered(FactSource source) {
        return new PbxFact.BridgeEntered(ID, Facts.PBX, source, Facts.NOON, CHANNEL, ID + ".bridge");
    }

    PbxFact.ChannelHungUp hangsUp(FactSource source) {
        return new PbxFact.ChannelHungUp(ID, Facts.PBX, source, Facts.NOON, CHANNEL, 16, "Normal", null, false);
    }

    PbxFact.ChannelHungUp isGoneAfterAGap() {
        return new PbxFact.ChannelHungUp(ID, Facts.PBX, FactSource.TANDEM, Facts.NOON, CHANNEL, 0, "", null, true);
    }

    PbxFact.MenuEnded chooses(@Nullable String digits) {
        var menu = last(AriCommand.RunMenu.class);
        return new PbxFact.MenuEnded(
                ID, Facts.PBX, FactSource.ARI, Facts.NOON, CHANNEL, menu.menuId(), digits, 1, menu.order());
    }

    PbxFact.Announced heard(@Nullable String digit) {
        return new PbxFact.Announced(
                ID,
                Facts.PBX,
                FactSource.ARI,
                Facts.NOON,
                CHANNEL,
                digit,
                last(AriCommand.Announce.class).order());
    }

    PbxFact.DtmfPressed presses(String digit, Instant at) {
        return new PbxFact.DtmfPressed(ID, Facts.PBX, FactSource.ARI, at, CHANNEL, digit, at);
    }

    <C extends AriCommand> C last(Class<C> type) {
        return call.commands().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    <E> E lastEvent(Class<E> type) {
        return call.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /** The time limit in the queue passes, and somebody looks how far the call has come. */
    Caller waitsOn(int position, @Nullable Duration expected) {
        var deadline = call.call().deadline();
        call.after(Duration.between(call.now(), deadline.due()));
        call.takes(new Input.StillWaiting(
                Facts.of(ID).passed(deadline.name().name(), deadline.armed()),
                new Standing("sales", position, expected),
                call.now(),
                call.links()));
        return this;
    }
}
