package io.tandem.callstate.screening;

import io.tandem.contracts.DirectoryEntry.ScreeningRule;
import io.tandem.contracts.RouteTarget;
import java.util.Collection;
import java.util.Comparator;

/** The rules are asked in their order; the first that matches decides. A rule that lacks what it needs matches nothing. */
public final class Screening {

    public sealed interface Verdict {

        /** Readable: which rule, and why. */
        String reason();

        record Allowed(String reason) implements Verdict {}

        record Blocked(String reason) implements Verdict {}

        record Routed(String reason, RouteTarget to) implements Verdict {}
    }

    private static final Comparator<ScreeningRule> IN_ORDER =
            Comparator.comparingInt(ScreeningRule::order).thenComparing(ScreeningRule::id);

    /** @param rules of the tenant whose number was called */
    public static Verdict of(Collection<ScreeningRule> rules, Arrival call) {
        return rules.stream()
                .sorted(IN_ORDER)
                .filter(rule -> matches(rule, call))
                .findFirst()
                .map(rule -> verdict(rule, call))
                .orElseGet(() -> new Verdict.Allowed("no rule matches"));
    }

    private static boolean matches(ScreeningRule rule, Arrival call) {
        return (rule.dids().isEmpty() || rule.dids().contains(call.did()))
                && switch (rule.match()) {
                    case NUMBER -> isListed(rule, call);
                    case ANONYMOUS -> call.caller() == null;
                    case RATE -> isTooOften(rule, call);
                    case CLOSED -> rule.hours() != null && !Hours.isOpen(rule.hours(), call.at());
                    case ANY -> true;
                };
    }

    private static boolean isListed(ScreeningRule rule, Arrival call) {
        var caller = call.caller();
        return caller != null
                && rule.numbers().stream()
                        .anyMatch(listed -> listed.endsWith("*")
                                ? caller.startsWith(listed.substring(0, listed.length() - 1))
                                : caller.equals(listed));
    }

    /** Callers who withhold their number are not told apart, and not counted. */
    private static boolean isTooOften(ScreeningRule rule, Arrival call) {
        var most = rule.callsPerMinute();
        return most != null && call.caller() != null && call.inTheLastMinute() > most;
    }

    private static Verdict verdict(ScreeningRule rule, Arrival call) {
        var reason = rule.name() + ": " + why(rule, call);
        return switch (rule.action()) {
            case ALLOW -> new Verdict.Allowed(reason);
            case BLOCK -> new Verdict.Blocked(reason);
            case ROUTE -> {
                var to = rule.to();
                yield to == null
                        ? new Verdict.Allowed(reason + ", and it leads nowhere")
                        : new Verdict.Routed(reason, to);
            }
        };
    }

    private static String why(ScreeningRule rule, Arrival call) {
        return switch (rule.match()) {
            case NUMBER -> "the caller is listed";
            case ANONYMOUS -> "the caller withholds the number";
            case RATE -> call.inTheLastMinute() + " calls in a minute, " + rule.callsPerMinute() + " are let in";
            case CLOSED -> "it is closed";
            case ANY -> "any call";
        };
    }

    private Screening() {}
}
