package io.tandem.callstate.call;

import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.VoiceQuality;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One party of a call and everything that AMI, ARI and snapshots said about their channel. All of it only grows, and growing is
 * commutative: the same facts in any order make the same leg.
 *
 * @param commandId the command by which the leg was last dialled; null while nobody was asked to dial it
 * @param quality how the party could be heard, as measured last; null until the channel's end, unless somebody watches, and where nobody measured it
 * @param screened what AMD made of the party; null until then, and of those who are not screened
 * @param causes Q.850 causes of the hang-up, with their texts; never 0
 */
public record Leg(
        String channelId,
        @Nullable String commandId,
        Fate fate,
        Map<FactSource, Set<Sign>> shown,
        SortedMap<Integer, String> causes,
        Set<String> dialStatuses,
        Set<String> techCauses,
        @Nullable Instant firstSeenAt,
        @Nullable VoiceQuality quality,
        Moments moments,
        @Nullable Screened screened) {

    /**
     * When things happened, by the earliest of those who said so; null for what nobody said. It is they who saw it: when it is read here,
     * after a restart or a gap, is another matter.
     */
    public record Moments(
            @Nullable Instant answeredAt,
            @Nullable Instant joinedAt,
            @Nullable Instant goneAt) {

        static final Moments NONE = new Moments(null, null, null);

        Moments with(PbxFact.ChannelFact fact) {
            return switch (Sign.of(fact)) {
                case ANSWERED -> new Moments(earlier(answeredAt, fact.at()), joinedAt, goneAt);
                case IN_ROOM, IN_BRIDGE -> new Moments(answeredAt, earlier(joinedAt, fact.at()), goneAt);
                case GONE -> new Moments(answeredAt, joinedAt, earlier(goneAt, fact.at()));
                case CREATED,
                        DIALING,
                        RINGING,
                        DIAL_FAILED,
                        LEFT_ROOM,
                        CONTROLLED,
                        RELEASED,
                        HAND_OFF_FAILED,
                        LEFT_BRIDGE -> this;
            };
        }

        private static Instant earlier(@Nullable Instant known, Instant said) {
            return known == null || said.isBefore(known) ? said : known;
        }
    }

    /** What is known of the dial command itself. */
    public enum Fate {
        OPEN,
        REFUSED,
        UNKNOWN
    }

    public Leg {
        shown = Collections.unmodifiableMap(new TreeMap<>(shown));
        causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
        dialStatuses = Set.copyOf(dialStatuses);
        techCauses = Set.copyOf(techCauses);
        moments = moments == null ? Moments.NONE : moments; // Redis may hold one of before it was kept
    }

    static Leg of(String channelId) {
        return new Leg(
                channelId,
                null,
                Fate.OPEN,
                Map.of(),
                new TreeMap<>(),
                Set.of(),
                Set.of(),
                null,
                null,
                Moments.NONE,
                null);
    }

    /** Whatever is known of either. */
    boolean is(Leg other) {
        return channelId.equals(other.channelId);
    }

    boolean showed(Sign sign) {
        return shown.values().stream().anyMatch(s -> s.contains(sign));
    }

    boolean showedAny(Set<Sign> signs) {
        return signs.stream().anyMatch(this::showed);
    }

    boolean showedAny(FactSource source, Set<Sign> signs) {
        return !Collections.disjoint(shown.getOrDefault(source, Set.of()), signs);
    }

    public boolean seen() {
        return !shown.isEmpty();
    }

    public boolean up() {
        return showedAny(Sign.UP);
    }

    public boolean gone() {
        return showed(Sign.GONE);
    }

    public boolean live() {
        return seen() && !gone();
    }

    /** Somebody was asked to dial it, or it is there anyway. */
    boolean expected() {
        return commandId != null || seen();
    }

    /** Nothing more can come of it. */
    boolean over() {
        return gone() || !expected() || (fate == Fate.REFUSED && !seen());
    }

    /** Only ever found missing, never seen to hang up. */
    boolean onlyReconciled() {
        return shown.entrySet().stream()
                .filter(e -> e.getValue().contains(Sign.GONE))
                .allMatch(e -> e.getKey() == FactSource.TANDEM);
    }

    /** AMI has told of the channel and not yet of its end, which nobody but ARI found either. */
    boolean amiIsBehind() {
        return shown.containsKey(FactSource.AMI)
                && Stream.of(FactSource.AMI, FactSource.TANDEM, FactSource.LEDGER)
                        .noneMatch(source -> showedAny(source, Set.of(Sign.GONE)));
    }

    Leg measured(VoiceQuality measured) {
        return new Leg(
                channelId,
                commandId,
                fate,
                shown,
                causes,
                dialStatuses,
                techCauses,
                firstSeenAt,
                measured,
                moments,
                screened);
    }

    /** The first verdict stands. */
    Leg with(PbxFact.ScreeningFact fact) {
        var now = screened;
        return switch (fact) {
            case PbxFact.Screened f ->
                now == null ? screened(new Screened(f.status(), f.cause(), f.took(), null)) : this;
            case PbxFact.MessageLeft f -> now == null ? this : screened(now.leaving(f.played()));
        };
    }

    Leg screened(Screened verdict) {
        return new Leg(
                channelId,
                commandId,
                fate,
                shown,
                causes,
                dialStatuses,
                techCauses,
                firstSeenAt,
                quality,
                moments,
                verdict);
    }

    Leg dialledBy(String command) {
        return new Leg(
                channelId,
                command,
                Fate.OPEN,
                shown,
                causes,
                dialStatuses,
                techCauses,
                firstSeenAt,
                quality,
                moments,
                screened);
    }

    Leg fated(Fate known) {
        return new Leg(
                channelId,
                commandId,
                known,
                shown,
                causes,
                dialStatuses,
                techCauses,
                firstSeenAt,
                quality,
                moments,
                screened);
    }

    Leg with(PbxFact.ChannelFact fact) {
        var signs = new EnumMap<FactSource, Set<Sign>>(FactSource.class);
        signs.putAll(shown);
        var of = EnumSet.of(Sign.of(fact));
        of.addAll(shown.getOrDefault(fact.source(), Set.of()));
        signs.put(fact.source(), of);
        var first = firstSeenAt == null || fact.at().isBefore(firstSeenAt) ? fact.at() : firstSeenAt;
        return new Leg(
                channelId,
                commandId,
                fate,
                signs,
                causesWith(fact),
                statusesWith(fact),
                techCausesWith(fact),
                first,
                quality,
                moments.with(fact),
                screened);
    }

    private SortedMap<Integer, String> causesWith(PbxFact.ChannelFact fact) {
        var all = new TreeMap<>(causes);
        if (fact instanceof PbxFact.ChannelHungUp h && h.cause() != 0) {
            all.merge(h.cause(), h.causeText() == null ? "" : h.causeText(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        return all;
    }

    private Set<String> statusesWith(PbxFact.ChannelFact fact) {
        return fact instanceof PbxFact.DialEnded d && !"ANSWER".equals(d.dialStatus())
                ? plus(dialStatuses, d.dialStatus())
                : dialStatuses;
    }

    private Set<String> techCausesWith(PbxFact.ChannelFact fact) {
        return fact instanceof PbxFact.ChannelHungUp h && h.techCause() != null
                ? plus(techCauses, h.techCause())
                : techCauses;
    }

    private static Set<String> plus(Set<String> some, String one) {
        var all = new HashSet<>(some);
        all.add(one);
        return all;
    }
}
