package io.tandem.callstate.call;

import io.tandem.contracts.CallParty;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.SuperviseMode;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the PBX did to a call that talks, and what it was asked to do and has not answered. Facts are merged by their order: whichever
 * comes first, and however often, that of the highest order is what is true.
 *
 * @param doubtful what was commanded last with nobody knowing whether it was done
 */
public record Control(
        Map<Switch, Setting> switches,
        Map<CallParty, Keys> keys,
        @Nullable Supervision supervision,
        Map<Ask.Topic, Pending> pending,
        Map<Ask.Topic, Boolean> doubtful,
        Recording recording,
        List<Attachment> media) {

    public enum Switch {
        HELD,
        AGENT_IN,
        AGENT_OUT,
        CUSTOMER_IN,
        CUSTOMER_OUT;

        static Switch of(CallParty leg, MuteDirection oneWay) {
            var isIn =
                    switch (oneWay) {
                        case IN -> true;
                        case OUT -> false;
                        case BOTH -> throw new IllegalArgumentException("two directions are two switches");
                    };
            return switch (leg) {
                case AGENT -> isIn ? AGENT_IN : AGENT_OUT;
                case CUSTOMER -> isIn ? CUSTOMER_IN : CUSTOMER_OUT;
            };
        }
    }

    public record Setting(boolean on, long order) {
        static final Setting OFF = new Setting(false, 0);
    }

    /** The last digit that was told, by its own time, and the order of the last that were sent. */
    public record Keys(@Nullable Instant pressedAt, long sent) {
        static final Keys NONE = new Keys(null, 0);
    }

    /** A command that is out; it is carried out before {@code until} or not at all. */
    public record Pending(String commandId, String operation, Instant until) {}

    /** @param mode how the supervisor attends; none: their phone has not answered yet */
    public record Supervision(
            String channelId,
            String supervisorId,
            SuperviseMode wanted,
            @Nullable SuperviseMode mode,
            long order,
            boolean over) {

        static Supervision asked(String channelId, Ask.Supervise ask) {
            return new Supervision(channelId, ask.supervisorId(), ask.mode(), null, 0, false);
        }

        Supervision wanting(SuperviseMode other) {
            return new Supervision(channelId, supervisorId, other, mode, order, over);
        }

        Supervision in(SuperviseMode newMode, long newOrder) {
            return new Supervision(channelId, supervisorId, wanted, newMode, newOrder, over);
        }

        Supervision ended() {
            return new Supervision(channelId, supervisorId, wanted, mode, order, true);
        }
    }

    static final Control NONE = new Control(Map.of(), Map.of(), null, Map.of(), Map.of(), Recording.NONE, List.of());

    public Control {
        switches = copy(Switch.class, switches);
        keys = copy(CallParty.class, keys);
        pending = copy(Ask.Topic.class, pending);
        doubtful = copy(Ask.Topic.class, doubtful);
        recording = recording == null ? Recording.NONE : recording; // a call that was stored before there was any
        media = media == null ? List.of() : List.copyOf(media);
    }

    Setting setting(Switch s) {
        return switches.getOrDefault(s, Setting.OFF);
    }

    boolean held() {
        return setting(Switch.HELD).on();
    }

    boolean muted() {
        return muted(CallParty.AGENT).isPresent() || muted(CallParty.CUSTOMER).isPresent();
    }

    /** In which direction the leg is muted. */
    Optional<MuteDirection> muted(CallParty leg) {
        var in = setting(Switch.of(leg, MuteDirection.IN)).on();
        var out = setting(Switch.of(leg, MuteDirection.OUT)).on();
        if (in && out) {
            return Optional.of(MuteDirection.BOTH);
        }
        return in ? Optional.of(MuteDirection.IN) : out ? Optional.of(MuteDirection.OUT) : Optional.empty();
    }

    Optional<Supervision> supervised() {
        return Optional.ofNullable(supervision).filter(Predicate.not(Supervision::over));
    }

    /** The command is out for this. */
    Optional<Ask.Topic> topicOf(String commandId) {
        return pending.entrySet().stream()
                .filter(e -> e.getValue().commandId().equals(commandId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    boolean isDoubtful(Ask.Topic topic) {
        return doubtful.containsKey(topic);
    }

    Control set(Switch s, boolean on, long order) {
        return order <= setting(s).order()
                ? this
                : new Control(
                        with(Switch.class, switches, s, new Setting(on, order)),
                        keys,
                        supervision,
                        pending,
                        doubtful,
                        recording,
                        media);
    }

    Control with(CallParty leg, Keys newKeys) {
        return new Control(
                switches, with(CallParty.class, keys, leg, newKeys), supervision, pending, doubtful, recording, media);
    }

    Control with(@Nullable Supervision other) {
        return new Control(switches, keys, other, pending, doubtful, recording, media);
    }

    Control with(Recording other) {
        return new Control(switches, keys, supervision, pending, doubtful, other, media);
    }

    Control withMedia(List<Attachment> other) {
        return new Control(switches, keys, supervision, pending, doubtful, recording, other);
    }

    Control awaiting(Ask.Topic topic, Pending command) {
        return new Control(
                switches,
                keys,
                supervision,
                with(Ask.Topic.class, pending, topic, command),
                doubtful,
                recording,
                media);
    }

    Control answered(Ask.Topic topic) {
        return new Control(
                switches, keys, supervision, without(Ask.Topic.class, pending, topic), doubtful, recording, media);
    }

    Control doubting(Ask.Topic topic) {
        return new Control(
                switches, keys, supervision, pending, with(Ask.Topic.class, doubtful, topic, true), recording, media);
    }

    Control sure(Ask.Topic topic) {
        return new Control(
                switches, keys, supervision, pending, without(Ask.Topic.class, doubtful, topic), recording, media);
    }

    private static <K extends Enum<K>, V> Map<K, V> copy(Class<K> type, Map<K, V> map) {
        var copy = new EnumMap<K, V>(type);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    private static <K extends Enum<K>, V> Map<K, V> with(Class<K> type, Map<K, V> map, K key, V value) {
        var all = new EnumMap<K, V>(type);
        all.putAll(map);
        all.put(key, value);
        return all;
    }

    private static <K extends Enum<K>, V> Map<K, V> without(Class<K> type, Map<K, V> map, K key) {
        var all = new EnumMap<K, V>(type);
        all.putAll(map);
        all.remove(key);
        return all;
    }
}
