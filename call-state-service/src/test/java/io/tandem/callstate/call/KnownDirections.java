package io.tandem.callstate.call;

import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.RouteTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory for the machine: queue {@code sales}, menu {@code main}, whatever else a test puts in. */
final class KnownDirections implements Directions {

    static final Duration MAX_WAIT = Duration.ofMinutes(5);
    static final Duration EVERY = Duration.ofSeconds(30);

    private final Map<String, DirectoryEntry.Queue> queues = new HashMap<>();
    private final Map<String, DirectoryEntry.Menu> menus = new HashMap<>();

    KnownDirections() {
        with(waiting("sales", null));
        with(menu("main", Map.of("1", to(RouteTarget.Kind.QUEUE, "sales")), to(RouteTarget.Kind.HANG_UP, null)));
    }

    static RouteTarget to(RouteTarget.Kind kind, @Nullable String value) {
        return new RouteTarget(kind, value);
    }

    static DirectoryEntry.Queue waiting(String id, @Nullable RouteTarget overflow) {
        return new DirectoryEntry.Queue(
                "acme",
                id,
                1,
                id,
                List.of(),
                List.of(),
                DirectoryEntry.RoutingStrategy.LONGEST_IDLE,
                Duration.ofSeconds(20),
                2,
                MAX_WAIT,
                overflow,
                EVERY,
                "1",
                Duration.ofSeconds(20),
                null,
                "jazz");
    }

    static DirectoryEntry.Menu menu(String id, Map<String, RouteTarget> choices, RouteTarget otherwise) {
        return new DirectoryEntry.Menu(
                "acme",
                id,
                1,
                id,
                List.of("welcome"),
                List.of("invalid"),
                Duration.ofSeconds(5),
                1,
                choices,
                otherwise,
                null,
                null);
    }

    KnownDirections with(DirectoryEntry.Queue queue) {
        queues.put(queue.id(), queue);
        return this;
    }

    KnownDirections with(DirectoryEntry.Menu menu) {
        menus.put(menu.id(), menu);
        return this;
    }

    @Override
    public Way to(Call call, RouteTarget target, Instant at) {
        var value = String.valueOf(target.value());
        return switch (target.kind()) {
            case QUEUE -> new Way.Wait(queues.get(value));
            case AGENT -> new Way.Nowhere("no agents here");
            case NUMBER ->
                new Way.Bridge(new Target(
                        null, value, "PJSIP/" + value + "@carrier", call.plan().ownNumber(), Duration.ofSeconds(45)));
            case MENU -> new Way.Choose(menus.get(value));
            case DIALPLAN -> new Way.Leave("from-tandem", value);
            case MESSAGE -> new Way.Hear(value);
            case CALLBACK -> new Way.CallBack(queues.get(value));
            case HANG_UP -> new Way.HangUp();
        };
    }

    @Override
    public Optional<DirectoryEntry.Queue> queue(String tenant, String queueId) {
        return Optional.ofNullable(queues.get(queueId));
    }

    @Override
    public Optional<DirectoryEntry.Menu> menu(String tenant, String menuId) {
        return Optional.ofNullable(menus.get(menuId));
    }

    @Override
    public boolean reaches(String tenant, String number) {
        return number.startsWith("+44");
    }
}
