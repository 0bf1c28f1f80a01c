package io.tandem.callstate.call;

import static io.tandem.callstate.call.KnownDirections.to;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget.Kind;
import io.tandem.contracts.ScreeningVerdict;
import io.tandem.testkit.call.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Callers at the moments of their calls, and all that may be heard or asked of one. */
final class InboundMoments {

    static Stream<Caller> all() {
        return Stream.of(
                Caller.arrivesFor(null, new KnownDirections(), Caller.NUMBER),
                Caller.arrivesFor(to(Kind.QUEUE, "sales")),
                Caller.waits(),
                Caller.waits().isOfferedTo("ann"),
                rejected(),
                talks(),
                talksElsewhereSoon(),
                hungUp(Caller.waits()),
                hungUp(Caller.waits().isOfferedTo("ann")),
                hungUp(talks()),
                endAskedFor(Caller.waits()),
                endAskedFor(talks()),
                Caller.arrivesFor(to(Kind.MENU, "main")),
                Caller.arrivesFor(to(Kind.NUMBER, "+442079460002")),
                Caller.arrivesFor(to(Kind.MESSAGE, "closed")),
                Caller.arrivesFor(to(Kind.CALLBACK, "sales")),
                Caller.arrivesFor(to(Kind.DIALPLAN, "100")),
                Caller.arrivesFor(to(Kind.HANG_UP, null)));
    }

    private static Caller talks() {
        return Caller.waits().takenBy("ann");
    }

    private static Caller rejected() {
        var caller = Caller.waits().isOfferedTo("ann");
        caller.call()
                .takes(new Input.OfferRejected(
                        "ann", caller.call().now(), caller.call().links()));
        return caller;
    }

    private static Caller talksElsewhereSoon() {
        var caller = talks();
        caller.call().isAsked(new Ask.SendOn(to(Kind.QUEUE, "sales")));
        return caller;
    }

    private static Caller hungUp(Caller caller) {
        return caller.sees(caller.hangsUp(FactSource.ARI));
    }

    private static Caller endAskedFor(Caller caller) {
        caller.call().isAskedToHangUp();
        return caller;
    }

    static Map<String, Input> inputs(Caller caller) {
        var inputs = new LinkedHashMap<String, Input>();
        var now = caller.call().now();
        var links = caller.call().links();
        inputs.put(
                "a call arrives",
                new Input.Arrived(
                        Caller.arrival(), ScreeningVerdict.ALLOWED, "a rule", to(Kind.QUEUE, "sales"), now, links));
        inputs.put("its place in the queue is seen", new Input.Noticed(new Standing("sales", 1, null), now, links));
        inputs.put("the queue is found full", new Input.Noticed(new Standing("sales", 3, null), now, links));
        inputs.put("an agent is offered it", caller.offerTo("bob"));
        inputs.put("the agent rejects the offer", new Input.OfferRejected(null, now, links));
        inputs.put(
                "a queue is to have it", new Input.ControlAsked(new Ask.SendOn(to(Kind.QUEUE, "sales")), now, links));
        heard(caller).forEach((name, fact) -> inputs.put(name, new Input.Seen(fact, now, links)));
        var deadline = caller.call().call().deadline();
        if (deadline != null && caller.call().call().waitingIn().isPresent()) {
            inputs.put(
                    "the wait in the queue is over",
                    new Input.StillWaiting(
                            CallStatesTest.passed(caller.call().call()),
                            new Standing("sales", 1, null),
                            now.plus(KnownDirections.MAX_WAIT),
                            links));
        }
        return inputs;
    }

    private static Map<String, PbxFact.CallFact> heard(Caller caller) {
        var facts = new LinkedHashMap<String, PbxFact.CallFact>();
        facts.put("the caller hangs up", caller.hangsUp(FactSource.AMI));
        facts.put("the caller is found gone after a gap", caller.isGoneAfterAGap());
        facts.put("the caller is in the bridge", caller.entered(FactSource.AMI));
        facts.put(
                "the caller presses the key of the callback",
                caller.presses("1", caller.call().now()));
        if (commanded(caller, AriCommand.RunMenu.class)) {
            facts.put("a menu ends with a key", caller.chooses("1"));
            facts.put("a menu ends without a key", caller.chooses(null));
        }
        if (commanded(caller, AriCommand.Announce.class)) {
            facts.put("a message is over", caller.heard(null));
        }
        if (commanded(caller, AriCommand.ContinueInDialplan.class)) {
            facts.put(
                    "the dialplan refuses them",
                    Facts.of(Caller.ID)
                            .ari()
                            .refused(
                                    caller.last(AriCommand.ContinueInDialplan.class)
                                            .commandId(),
                                    "no"));
        }
        if (commanded(caller, AriCommand.Park.class)) {
            var order = caller.last(AriCommand.Park.class).order();
            facts.put(
                    "the caller is aside for the queue",
                    new PbxFact.Parked(Caller.ID, Facts.PBX, FactSource.ARI, Facts.NOON, Caller.CHANNEL, order));
        }
        if (commanded(caller, AriCommand.Transfer.class)) {
            var phone = caller.agent();
            facts.put("the phone that is called rings", phone.ringing());
            facts.put("the phone that is called answers", phone.answered());
            facts.put("the phone that is called has the caller", phone.transferred(caller.order()));
            facts.put("the phone that is called is busy", phone.transferFailed("busy", true, caller.order()));
            facts.put("the phone that is called hangs up", phone.hungUp(16));
        }
        return facts;
    }

    private static boolean commanded(Caller caller, Class<? extends AriCommand> type) {
        return caller.call().commands().stream().anyMatch(type::isInstance);
    }

    private InboundMoments() {}
}
