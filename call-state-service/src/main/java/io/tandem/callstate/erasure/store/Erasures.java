package io.tandem.callstate.erasure.store;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.erasure.ErasureReport;
import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.erasure.Tally;
import io.tandem.callstate.erasure.Traces;
import io.tandem.edge.id.Ulids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Erases in passes, each of which may be repeated: at once, and then until a pass finds that no call with the person is live any more.
 * A request is written down before anything is done, so that a crash forgets none.
 */
@ApplicationScoped
public class Erasures {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final ErasureTable table;
    private final Pseudonyms pseudonyms;
    private final List<Traces> traces;
    private final InstantSource clock;

    Erasures(ErasureTable table, Pseudonyms pseudonyms, @All List<Traces> traces, InstantSource clock) {
        this.table = table;
        this.pseudonyms = pseudonyms;
        this.traces = List.copyOf(traces);
        this.clock = clock;
    }

    /** @param number in E.164; @param by who asks, for the record */
    public Uni<ErasureReport> erase(String tenant, String number, String by) {
        var id = Ulids.next();
        return pseudonyms
                .person(tenant, number)
                .chain(person -> table.begin(
                        id, person, by, clock.instant(), clock.instant().plus(AGAIN)))
                .chain(this::pass)
                .chain(() -> table.find(tenant, id))
                .map(Optional::orElseThrow);
    }

    public Uni<Optional<ErasureReport>> find(String tenant, String erasureId) {
        return table.find(tenant, erasureId);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> goOn() {
        return table.takeDue(clock.instant(), clock.instant().plus(AGAIN)).chain(open -> inTurn(open, this::pass));
    }

    /** Who lives is asked first: whoever does not any more is whole in the history then. */
    private Uni<Void> pass(ErasureTable.Open open) {
        var person = open.person();
        return found(person).chain(found -> erase(person, found.callIds())
                .chain(tally -> table.passed(
                        open,
                        found.living().size(),
                        tally,
                        clock.instant(),
                        clock.instant().plus(AGAIN))));
    }

    private Uni<Traces.Found> found(Person person) {
        var callIds = new HashSet<String>();
        var living = new HashSet<String>();
        return inTurn(traces, part -> Uni.createFrom()
                        .completionStage(() -> part.find(person))
                        .invoke(found -> {
                            callIds.addAll(found.callIds());
                            living.addAll(found.living());
                        })
                        .replaceWithVoid())
                .replaceWith(() -> new Traces.Found(callIds, living));
    }

    private Uni<Tally> erase(Person person, Set<String> callIds) {
        Uni<Tally> all = Uni.createFrom().item(Tally.NOTHING);
        for (var part : traces) {
            all = all.chain(sum -> Uni.createFrom()
                    .completionStage(() -> part.erase(person, callIds))
                    .map(sum::and));
        }
        return all;
    }

    private static <T> Uni<Void> inTurn(List<T> all, Function<T, Uni<Void>> each) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var one : all) {
            done = done.chain(() -> each.apply(one));
        }
        return done;
    }
}
