package io.tandem.callstate.call;

import io.tandem.callstate.StatesDocument;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.call.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls as a real Asterisk told of them (stories/), by both interfaces or by one: at each moment of each, every input is tried. */
class CallStatesTest {

    private static final Path STORIES = Path.of("src/test/resources/stories");
    private static final int TIME_LIMITS = 10;

    private final CallMachine machine = new CallMachine(Rehearsal.LIMITS, new KnownDirections());
    private final StatesDocument page = new StatesDocument(
            "A call's phases",
            "Written by `CallStatesTest` from `CallMachine` itself: along calls of many kinds, by AMI and ARI, by AMI alone and by ARI"
                    + " alone, and along calls that came in (`InboundMoments`), every input is tried at every moment. A dot: it changes no phase (what is told and commanded may change"
                    + " well). Several: it depends on what was seen before. An empty cell: no such call came there."
                    + " `-Dstates.write=true` writes it anew.",
            Arrays.stream(Phase.class.getPermittedSubclasses())
                    .map(Class::getSimpleName)
                    .toList());

    @Test
    void the_page_of_a_calls_phases_is_what_the_machine_does() throws IOException {
        try (var stories = Files.list(STORIES)) {
            stories.sorted().forEach(story -> {
                walk(story, Rehearsal.BOTH, _ -> true);
                walk(story, Rehearsal.ONLY_AMI, fact -> fact.source() == FactSource.AMI);
                walk(story, Rehearsal.ONLY_ARI, fact -> fact.source() == FactSource.ARI);
            });
        }
        InboundMoments.all().forEach(this::meet);
        page.mustBe(Path.of("../docs/call-states.md"));
    }

    private void walk(Path story, Links links, java.util.function.Predicate<PbxFact.CallFact> heard) {
        var facts = facts(story);
        var call = Call.requested(facts.getFirst().callId(), "acme", Facts.PBX, Rehearsal.plan());
        meet(call, links);
        call = after(call, new Input.Begin(Facts.NOON, links));
        for (var fact : facts.stream().filter(heard).toList()) {
            meet(call, links);
            call = after(call, new Input.Seen(fact, Facts.NOON, links));
        }
        for (int i = 0; i < TIME_LIMITS && call.deadline() != null; i++) {
            meet(call, links);
            call = after(call, new Input.Seen(passed(call), Facts.NOON, links));
        }
    }

    private static List<PbxFact.CallFact> facts(Path story) {
        var wire = new Wire();
        try (var lines = Files.lines(story)) {
            return lines.map(line -> (PbxFact.CallFact) wire.read(line, PbxFact.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void meet(Call call, Links links) {
        inputs(call, links).forEach((name, input) -> page.seen(name, phase(call), phase(after(call, input))));
    }

    /** Of what is tried along other calls too, what needs no agent's phone and no leg that we named. */
    private void meet(Caller caller) {
        var call = caller.call().call();
        var inputs = new LinkedHashMap<>(InboundMoments.inputs(caller));
        inputs.put("a hang-up is asked for", new Input.HangUpRequested("somebody", Facts.NOON, Rehearsal.BOTH));
        asks().forEach((name, ask) -> inputs.put(name, new Input.ControlAsked(ask, Facts.NOON, Rehearsal.BOTH)));
        if (call.deadline() != null) {
            inputs.put(
                    "time limit " + call.deadline().name() + " passes",
                    new Input.Seen(passed(call), Facts.NOON, Rehearsal.BOTH));
        }
        inputs.forEach((name, input) -> page.seen(name, phase(call), phase(after(call, input))));
    }

    private static String phase(Call call) {
        return call.phase().getClass().getSimpleName();
    }

    private Call after(Call call, Input input) {
        return switch (machine.on(call, input)) {
            case Transition.Moved moved -> moved.call();
            case Transition.Ignored ignored -> ignored.call();
        };
    }

    static PbxFact.DeadlinePassed passed(Call call) {
        var deadline = java.util.Objects.requireNonNull(call.deadline(), "the call waits for nothing");
        return Facts.of(call.callId()).passed(deadline.name().name(), deadline.armed());
    }

    private static Map<String, Input> inputs(Call call, Links links) {
        var inputs = new LinkedHashMap<String, Input>();
        inputs.put("it begins", new Input.Begin(Facts.NOON, links));
        inputs.put("it cannot be granted", new Input.Decline("no", Facts.NOON, links));
        inputs.put("a hang-up is asked for", new Input.HangUpRequested("somebody", Facts.NOON, links));
        asks().forEach((name, ask) -> inputs.put(name, new Input.ControlAsked(ask, Facts.NOON, links)));
        Map<String, Leg> legs = new LinkedHashMap<>();
        legs.put("agent", call.agent());
        legs.put("customer", call.customer());
        legs.forEach((who, leg) -> {
            var of = Facts.of(call.callId()).ami().leg(who);
            signs().forEach((what, sign) ->
                    inputs.put(who + " " + what, new Input.Seen(sign.apply(of), Facts.NOON, links)));
            inputs.put(
                    who + " is not in a snapshot",
                    new Input.Seen(missing(call, leg), Facts.NOON.plusSeconds(60), links));
            if (leg.commandId() != null) {
                inputs.put(
                        who + ": the command to call is refused",
                        new Input.Seen(of.refused(leg.commandId(), "no"), Facts.NOON, links));
                inputs.put(
                        who + ": the fate of the command to call is unknown",
                        new Input.Seen(of.fateUnknown(leg.commandId()), Facts.NOON, links));
            }
        });
        inputs.put("the ledger has the end of both", new Input.Seen(ledger(call), Facts.NOON, links));
        if (call.deadline() != null) {
            inputs.put(
                    "time limit " + call.deadline().name() + " passes",
                    new Input.Seen(passed(call), Facts.NOON, links));
        }
        return inputs;
    }

    private static Map<String, Ask> asks() {
        var asks = new LinkedHashMap<String, Ask>();
        asks.put("a hold is asked for", new Ask.Hold());
        asks.put("a recording is asked for", new Ask.StartRecording());
        asks.put("parking is asked for", new Ask.Park(Duration.ofMinutes(2)));
        return asks;
    }

    private static Map<String, Function<Facts, PbxFact.CallFact>> signs() {
        var signs = new LinkedHashMap<String, Function<Facts, PbxFact.CallFact>>();
        signs.put("created", Facts::created);
        signs.put("dialling", Facts::dialing);
        signs.put("ringing", Facts::ringing);
        signs.put("answered", Facts::answered);
        signs.put("dial ended: busy", f -> f.dialEnded("BUSY"));
        signs.put("in the room", Facts::joinedTheRoom);
        signs.put("left the room", Facts::leftTheRoom);
        signs.put("in our application", f -> f.ari().controlled("tandem-0-1"));
        signs.put("not handed off", Facts::handOffFailed);
        signs.put("in the bridge", f -> f.ari().enteredTheBridge());
        signs.put("left the bridge", f -> f.ari().leftTheBridge());
        signs.put("hung up", f -> f.hungUp(16));
        return signs;
    }

    private static PbxFact.ChannelMissing missing(Call call, Leg leg) {
        return new PbxFact.ChannelMissing(
                call.callId(), Facts.PBX, FactSource.TANDEM, Facts.NOON, leg.channelId(), Facts.NOON.plusSeconds(60));
    }

    private static PbxFact.LedgerRead ledger(Call call) {
        Function<String, Stream<PbxFact.LedgerEntry>> entries = channel -> Stream.of(
                new PbxFact.LedgerEntry(channel, PbxFact.LedgerEvent.CREATED, Facts.NOON, 0),
                new PbxFact.LedgerEntry(channel, PbxFact.LedgerEvent.HUNG_UP, Facts.NOON, 16));
        return new PbxFact.LedgerRead(
                call.callId(),
                Facts.PBX,
                FactSource.LEDGER,
                Facts.NOON,
                Stream.of(call.agent().channelId(), call.customer().channelId())
                        .flatMap(entries)
                        .toList());
    }
}
