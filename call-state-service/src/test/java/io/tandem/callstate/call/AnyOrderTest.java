package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real Asterisk 22.10.1 said in calls of many kinds (stories/, made from its transcripts as the two mappers make facts), told
 * again in every order that keeps each interface's own: with repetitions, with either interface silent, and with the rest of one
 * arriving after the end. The call must end the same.
 */
class AnyOrderTest {

    private static final int CASES = 400;

    private record Story(String name, Links links, CallMode mode, CallOutcome outcome, String milestones) {

        List<PbxFact.CallFact> facts(FactSource source) {
            var wire = new Wire();
            try (var lines = Files.lines(Path.of("src/test/resources/stories", name + ".jsonl"))) {
                return lines.map(line -> (PbxFact.CallFact) wire.read(line, PbxFact.class))
                        .filter(fact -> fact.source() == source)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> events() {
            return List.of(milestones.split(" "));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String AGENT = "Requested AgentDialing AgentRinging AgentAnswered AgentInConference";
    private static final String HYBRID = AGENT + " HandedOff CustomerDialing";
    private static final String CONNECTED = " CustomerRinging CustomerAnswered Connected Ended";
    private static final String ARI_ONLY =
            "Requested Degraded AgentDialing AgentRinging AgentAnswered HandedOff CustomerDialing";
    private static final String AMI_ONLY =
            "Requested Degraded AgentDialing AgentRinging AgentAnswered AgentInConference CustomerDialing";

    static Stream<Story> stories() {
        return Stream.of(
                hybrid("hybrid-answered", CallOutcome.ANSWERED, HYBRID + CONNECTED),
                hybrid("agent-hangs-up", CallOutcome.ANSWERED, HYBRID + CONNECTED),
                hybrid("customer-hangs-up", CallOutcome.ANSWERED, HYBRID + CONNECTED),
                hybrid("customer-busy", CallOutcome.BUSY, HYBRID + " Ended"),
                hybrid("customer-no-answer", CallOutcome.NO_ANSWER, HYBRID + " CustomerRinging Ended"),
                hybrid("customer-congestion", CallOutcome.CONGESTION, HYBRID + " Ended"),
                hybrid("customer-unallocated", CallOutcome.INVALID_NUMBER, HYBRID + " Ended"),
                hybrid("customer-rejects", CallOutcome.REJECTED, HYBRID + " Ended"),
                hybrid("agent-hangs-up-early", CallOutcome.AGENT_HUNG_UP, HYBRID + " CustomerRinging Ended"),
                hybrid("agent-busy", CallOutcome.AGENT_NO_ANSWER, "Requested AgentDialing Ended"),
                hybrid("agent-unreachable", CallOutcome.AGENT_NO_ANSWER, "Requested AgentDialing Ended"),
                hybrid("agent-no-answer", CallOutcome.AGENT_NO_ANSWER, "Requested AgentDialing AgentRinging Ended"),
                new Story(
                        "handoff-failed",
                        Rehearsal.BOTH,
                        CallMode.AMI_ONLY,
                        CallOutcome.AGENT_HUNG_UP,
                        AGENT + " Degraded Ended"),
                new Story(
                        "ami-only-answered",
                        Rehearsal.ONLY_AMI,
                        CallMode.AMI_ONLY,
                        CallOutcome.ANSWERED,
                        AMI_ONLY + CONNECTED),
                new Story(
                        "ari-only-answered",
                        Rehearsal.ONLY_ARI,
                        CallMode.ARI_ONLY,
                        CallOutcome.ANSWERED,
                        ARI_ONLY + CONNECTED));
    }

    private static Story hybrid(String name, CallOutcome outcome, String milestones) {
        return new Story(name, Rehearsal.BOTH, CallMode.HYBRID, outcome, milestones);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void both_interfaces_in_any_order_and_repeated_lead_to_the_same_end(Story story) {
        var random = new Random(story.name().hashCode());
        var ami = story.facts(FactSource.AMI);
        var ari = story.facts(FactSource.ARI);
        for (int i = 0; i < CASES; i++) {
            var told = repeated(merged(ami, ari, random), random);

            var call = told(story, told);

            assertEnds(story, call, told);
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void one_interface_alone_leads_there_too(Story story) {
        var random = new Random(story.name().hashCode());
        for (var source : List.of(FactSource.AMI, FactSource.ARI)) {
            var alone = story.facts(source);
            if (alone.stream().noneMatch(PbxFact.ChannelHungUp.class::isInstance)) {
                continue; // it was not there for this story
            }
            for (int i = 0; i < CASES / 4; i++) {
                var told = repeated(alone, random);

                assertEnds(story, told(story, told), told);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void one_interface_that_falls_silent_at_any_moment_changes_nothing(Story story) {
        for (var silent : List.of(FactSource.AMI, FactSource.ARI)) {
            var other = silent == FactSource.AMI ? FactSource.ARI : FactSource.AMI;
            if (story.facts(other).stream().noneMatch(PbxFact.ChannelHungUp.class::isInstance)) {
                continue;
            }
            var random = new Random(story.name().hashCode());
            var all = story.facts(silent);
            var rest = story.facts(other);
            for (int cut = 0; cut <= all.size(); cut++) {
                var told = merged(all.subList(0, cut), rest, random);

                assertEnds(story, told(story, told), told);
            }
        }
    }

    private static Rehearsal told(Story story, List<PbxFact.CallFact> facts) {
        var rehearsal = Rehearsal.begun(facts.getFirst().callId(), story.links());
        facts.forEach(rehearsal::sees);
        return rehearsal.waitsUntilTheEnd();
    }

    private static void assertEnds(Story story, Rehearsal rehearsal, List<PbxFact.CallFact> told) {
        var how = told.stream()
                .map(f -> f.source() + " " + f.getClass().getSimpleName())
                .toList();
        assertThat(rehearsal.call().phase()).as("%s", how).isInstanceOf(Phase.Ended.class);
        assertThat(((Phase.Ended) rehearsal.call().phase()).outcome())
                .as("%s", how)
                .isEqualTo(story.outcome());
        assertThat(rehearsal.call().mode()).as("%s", how).isEqualTo(story.mode());
        assertThat(rehearsal.told()).as("%s", how).containsExactlyElementsOf(story.events());
        assertThat(rehearsal.events().stream().map(CallEvent::version))
                .as("%s", how)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(rehearsal.releases()).as("%s", how).isEqualTo(1);
        assertThat(dialsOfTheCustomer(rehearsal)).as("%s", how).isLessThanOrEqualTo(1);
    }

    private static long dialsOfTheCustomer(Rehearsal rehearsal) {
        return rehearsal.commands().stream()
                .filter(c -> c instanceof io.tandem.contracts.AriCommand.DialCustomer
                        || (c instanceof io.tandem.contracts.AmiCommand.OriginateToConference o
                                && o.channelId().endsWith(".customer")))
                .count();
    }

    /** Often in long runs, so that one interface is far behind the other. */
    private static List<PbxFact.CallFact> merged(
            List<PbxFact.CallFact> ami, List<PbxFact.CallFact> ari, Random random) {
        var merged = new ArrayList<PbxFact.CallFact>();
        int a = 0;
        int b = 0;
        while (a < ami.size() || b < ari.size()) {
            boolean fromAmi = b == ari.size() || (a < ami.size() && random.nextBoolean());
            int run = 1 + random.nextInt(1 + random.nextInt(12));
            for (int i = 0; i < run && (fromAmi ? a < ami.size() : b < ari.size()); i++) {
                merged.add(fromAmi ? ami.get(a++) : ari.get(b++));
            }
        }
        return merged;
    }

    /** Each fact may be told again at any later time, as after a crash of whoever told it. */
    private static List<PbxFact.CallFact> repeated(List<PbxFact.CallFact> facts, Random random) {
        var told = new ArrayList<PbxFact.CallFact>();
        for (var fact : facts) {
            told.add(fact);
            while (random.nextInt(4) == 0) {
                told.add(told.get(random.nextInt(told.size())));
            }
        }
        return told;
    }
}
