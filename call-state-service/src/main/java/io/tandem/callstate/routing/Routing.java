package io.tandem.callstate.routing;

import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.DirectoryEntry.LeastLevel;
import io.tandem.contracts.DirectoryEntry.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among all agents of a tenant. Whoever missed or rejected the call comes after those who did not, and is left alone for a
 * while: nobody's phone rings again at once for a call that they do not take.
 */
public final class Routing {

    /** For so long an agent is not offered again what they missed or rejected. */
    public static final Duration REST = Duration.ofSeconds(20);

    private static final int MOST_OTHERS = 10;
    private static final int LONGEST_REASON = 1000;

    /** What speaks against an agent, in the order in which a reason tells of them: who was nearly offered the call comes first. */
    private enum Kind {
        MISSED,
        SKILL,
        STATUS,
        TEAM,
        OFFLINE
    }

    private record Objection(Kind kind, String said) {}

    private record Judged(Candidate candidate, Optional<Objection> against) {

        boolean isOffline() {
            return against.filter(o -> o.kind() == Kind.OFFLINE).isPresent();
        }
    }

    public static Decision decide(Wish wish, Collection<Candidate> candidates) {
        var judged = candidates.stream()
                .filter(c -> wish.onlyAgent() == null || c.agentId().equals(wish.onlyAgent()))
                .map(c -> new Judged(c, against(wish, c)))
                .sorted(nearest(wish))
                .toList();
        var best = judged.stream()
                .filter(j -> j.against().isEmpty())
                .map(Judged::candidate)
                .findFirst();
        return best.map(chosen -> new Decision(chosen.agentId(), reason(wish, chosen, judged)))
                .orElseGet(() -> new Decision(null, cut("offered to nobody" + others(wish, null, judged))));
    }

    /** Why the agent cannot be offered the call; empty where nothing speaks against it. */
    private static Optional<Objection> against(Wish wish, Candidate c) {
        if (c.status() == AgentStatus.OFFLINE && !c.reservedForIt()) {
            return Optional.of(new Objection(Kind.OFFLINE, c.status().name()));
        }
        if (!wish.teams().isEmpty() && wish.teams().stream().noneMatch(c.teams()::contains)) {
            return Optional.of(new Objection(Kind.TEAM, "not of " + String.join(", ", wish.teams())));
        }
        if (!c.takesCalls()) {
            return Optional.of(new Objection(Kind.STATUS, c.status().name()));
        }
        var lacking = wish.needs().stream()
                .filter(need -> c.level(need.skill()) < least(need, wish.waited()))
                .map(need -> need.skill() + " " + c.level(need.skill()) + " of " + least(need, wish.waited()))
                .toList();
        if (!lacking.isEmpty()) {
            return Optional.of(new Objection(Kind.SKILL, String.join(", ", lacking)));
        }
        var ago = wish.missed().get(c.agentId());
        return ago == null || ago.compareTo(REST) >= 0
                ? Optional.empty()
                : Optional.of(new Objection(Kind.MISSED, "did not take it " + ago.toSeconds() + " s ago"));
    }

    /** What is needed now: of the levels whose wait is over, that of the longest. Before the first, the first counts. */
    static int least(Need need, Duration waited) {
        return need.levels().stream()
                .filter(level -> level.after().compareTo(waited) <= 0)
                .max(Comparator.comparing(LeastLevel::after))
                .or(() -> need.levels().stream().min(Comparator.comparing(LeastLevel::after)))
                .map(LeastLevel::level)
                .orElse(1);
    }

    /** Whom nothing speaks against first, the best of them before the others. */
    private static Comparator<Judged> nearest(Wish wish) {
        return Comparator.<Judged, Boolean>comparing(j -> j.against().isPresent())
                .thenComparing(j -> j.against().map(Objection::kind).orElse(Kind.MISSED))
                .thenComparing(Judged::candidate, better(wish));
    }

    private static Comparator<Candidate> better(Wish wish) {
        var longestIdle = Comparator.comparing(Candidate::idle, Comparator.reverseOrder());
        var preferred =
                switch (wish.strategy()) {
                    case LONGEST_IDLE -> longestIdle;
                    case ROUND_ROBIN -> Comparator.comparingLong(Candidate::lastOffered);
                    case LEAST_CALLS -> Comparator.comparingInt(Candidate::answeredToday);
                    case MOST_SKILLED -> Comparator.<Candidate>comparingInt(c -> -skill(wish, c));
                };
        return Comparator.<Candidate, Boolean>comparing(c -> !c.reservedForIt())
                .thenComparing(c -> wish.missed().containsKey(c.agentId()))
                .thenComparing(preferred)
                .thenComparing(longestIdle)
                .thenComparing(Candidate::agentId);
    }

    private static int skill(Wish wish, Candidate c) {
        return wish.needs().stream().mapToInt(need -> c.level(need.skill())).sum();
    }

    private static String reason(Wish wish, Candidate chosen, List<Judged> judged) {
        var because = new ArrayList<String>();
        wish.needs().forEach(need -> because.add(need.skill() + " " + chosen.level(need.skill())));
        switch (wish.strategy()) {
            case LONGEST_IDLE, MOST_SKILLED -> {}
            case ROUND_ROBIN -> because.add("longest not offered");
            case LEAST_CALLS -> because.add(chosen.answeredToday() + " calls today");
        }
        because.add("idle " + chosen.idle().toSeconds() + " s");
        return cut("offered to " + chosen.agentId() + ": " + String.join(", ", because) + others(wish, chosen, judged));
    }

    /** Those who are logged in by name, as many as a reader looks at; those who are not only as a number. */
    private static String others(Wish wish, @Nullable Candidate chosen, List<Judged> judged) {
        var others = judged.stream()
                .filter(j -> !j.candidate().equals(chosen) && !j.isOffline())
                .map(j -> j.candidate().agentId() + " passed over: "
                        + j.against().map(Objection::said).orElseGet(() -> later(wish, j)))
                .toList();
        var offline = judged.stream().filter(Judged::isOffline).count();
        var told = new ArrayList<>(others.subList(0, Math.min(MOST_OTHERS, others.size())));
        if (others.size() > MOST_OTHERS) {
            told.add("and " + (others.size() - MOST_OTHERS) + " more");
        }
        if (offline > 0) {
            told.add(offline + " offline");
        }
        return told.stream().map(other -> "; " + other).collect(Collectors.joining());
    }

    private static String later(Wish wish, Judged judged) {
        var c = judged.candidate();
        if (wish.missed().containsKey(c.agentId())) {
            return "did not take it before";
        }
        return switch (wish.strategy()) {
            case LONGEST_IDLE -> "idle " + c.idle().toSeconds() + " s";
            case ROUND_ROBIN -> "offered a call later";
            case LEAST_CALLS -> c.answeredToday() + " calls today";
            case MOST_SKILLED ->
                "skill " + skill(wish, c) + ", idle " + c.idle().toSeconds() + " s";
        };
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }

    private Routing() {}
}
