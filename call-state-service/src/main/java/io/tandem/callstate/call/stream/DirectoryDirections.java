package io.tandem.callstate.call.stream;

import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Directions;
import io.tandem.callstate.call.Target;
import io.tandem.callstate.call.Way;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.directory.TrunkChoice;
import io.tandem.callstate.screening.Hours;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.RouteTarget;
import io.tandem.edge.phone.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory as it is now. A queue for one agent alone is made up here; it waits as long as the configuration says. */
@ApplicationScoped
class DirectoryDirections implements Directions {

    private static final String ALONE = "@";
    private static final int MOST_CLOSED = 8;

    private final Directory directory;
    private final CallStateConfig config;

    DirectoryDirections(Directory directory, CallStateConfig config) {
        this.directory = directory;
        this.config = config;
    }

    @Override
    public Way to(Call call, RouteTarget target, Instant at) {
        return to(call, target, at, MOST_CLOSED);
    }

    /** @param more how many closed menus may still be passed through */
    private Way to(Call call, RouteTarget target, Instant at, int more) {
        var value = target.kind() == RouteTarget.Kind.HANG_UP ? "" : Objects.requireNonNullElse(target.value(), "");
        return switch (target.kind()) {
            case QUEUE -> wait(call.tenant(), value);
            case AGENT -> wait(call.tenant(), ALONE + value);
            case NUMBER -> number(call, value);
            case MENU ->
                menu(call.tenant(), value)
                        .map(menu -> menu(call, menu, at, more))
                        .orElseGet(() -> new Way.Nowhere("no such menu: " + value));
            case DIALPLAN -> dialplan(value);
            case MESSAGE -> new Way.Hear(value);
            case CALLBACK ->
                directory
                        .queue(call.tenant(), value)
                        .<Way>map(Way.CallBack::new)
                        .orElseGet(() -> new Way.Nowhere("no such queue: " + value));
            case HANG_UP -> new Way.HangUp();
        };
    }

    private Way wait(String tenant, String queueId) {
        return queue(tenant, queueId)
                .<Way>map(Way.Wait::new)
                .orElseGet(() -> new Way.Nowhere("no such queue or agent: " + queueId));
    }

    private Way menu(Call call, DirectoryEntry.Menu menu, Instant at, int more) {
        if (menu.hours() == null || Hours.isOpen(menu.hours(), at)) {
            return new Way.Choose(menu);
        }
        return more == 0
                ? new Way.Nowhere("closed menus lead to each other")
                : to(call, menu.closed() == null ? menu.otherwise() : menu.closed(), at, more - 1);
    }

    private static Way dialplan(String value) {
        var at = value.indexOf('@');
        return at <= 0 || at == value.length() - 1
                ? new Way.Nowhere("not an extension and a context: " + value)
                : new Way.Leave(value.substring(at + 1), value.substring(0, at));
    }

    private Way number(Call call, String value) {
        var number = PhoneNumber.parse(value).orElse(null);
        if (number == null) {
            return new Way.Nowhere("not a telephone number");
        }
        return switch (choice(call.tenant(), number)) {
            case TrunkChoice.Refused refused -> new Way.Nowhere(refused.why());
            case TrunkChoice.Chosen(var trunk) ->
                new Way.Bridge(new Target(
                        null,
                        number.e164(),
                        "PJSIP/" + number.e164() + "@" + trunk.endpoint(),
                        callerId(call, trunk),
                        config.customerRing()));
        };
    }

    private static @Nullable String callerId(Call call, DirectoryEntry.Trunk trunk) {
        var own = call.plan().ownNumber();
        return own == null ? trunk.callerId() : own;
    }

    @Override
    public Optional<DirectoryEntry.Queue> queue(String tenant, String queueId) {
        return queueId.startsWith(ALONE)
                ? directory.agent(tenant, queueId.substring(1)).map(agent -> alone(tenant, agent))
                : directory.queue(tenant, queueId);
    }

    private DirectoryEntry.Queue alone(String tenant, DirectoryEntry.Agent agent) {
        return new DirectoryEntry.Queue(
                tenant,
                ALONE + agent.id(),
                agent.version(),
                agent.name(),
                List.of(),
                List.of(),
                DirectoryEntry.RoutingStrategy.LONGEST_IDLE,
                config.agentRing(),
                Integer.MAX_VALUE,
                config.inbound().agentWait(),
                null,
                Duration.ZERO,
                null,
                config.agentRing(),
                null,
                null);
    }

    @Override
    public Optional<DirectoryEntry.Menu> menu(String tenant, String menuId) {
        return directory.menu(tenant, menuId);
    }

    @Override
    public boolean reaches(String tenant, String number) {
        return PhoneNumber.parse(number)
                .filter(parsed -> choice(tenant, parsed) instanceof TrunkChoice.Chosen)
                .isPresent();
    }

    private TrunkChoice choice(String tenant, PhoneNumber number) {
        return TrunkChoice.of(directory.trunks(tenant), number.e164(), number.premium(), null);
    }
}
