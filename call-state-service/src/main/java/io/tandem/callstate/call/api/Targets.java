package io.tandem.callstate.call.api;

import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Target;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.directory.TrunkChoice;
import io.tandem.contracts.CallDirection;
import io.tandem.contracts.RouteTarget;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Destinations as what can be dialled, by the rules of a new call: an agent of the tenant, or a number that a trunk allows. */
@ApplicationScoped
class Targets {

    private final Directory directory;
    private final CallStateConfig config;

    Targets(Directory directory, CallStateConfig config) {
        this.directory = directory;
        this.config = config;
    }

    /** @throws ProblemException 422 with the field that cannot be dialled */
    Target of(CallView call, Destination to) {
        if (to.agentId() != null) {
            return agent(call, to.agentId());
        }
        if (to.number() != null) {
            return number(call, to.number());
        }
        throw ProblemException.invalid(
                to.queueId() != null ? "queueId" : "menuId", "a queue or a menu is no party: transfer the call there");
    }

    /**
     * A queue or a menu, where the call goes on; empty for whom can be dialled.
     *
     * @throws ProblemException 422 where there is no such one
     */
    Optional<RouteTarget> onward(CallView call, Destination to) {
        if (to.queueId() != null) {
            return Optional.of(known(
                    directory.queue(call.tenant(), to.queueId()).isPresent(),
                    "queueId",
                    new RouteTarget(RouteTarget.Kind.QUEUE, to.queueId())));
        }
        return to.menuId() == null
                ? Optional.empty()
                : Optional.of(known(
                        directory.menu(call.tenant(), to.menuId()).isPresent(),
                        "menuId",
                        new RouteTarget(RouteTarget.Kind.MENU, to.menuId())));
    }

    private static RouteTarget known(boolean isThere, String field, RouteTarget target) {
        if (!isThere) {
            throw ProblemException.invalid(field, "there is none of this id");
        }
        return target;
    }

    /**
     * As a phone names whom it transfers to: an agent's extension, or else a number, with a plus or with 00 for it.
     *
     * @throws ProblemException 422 where it is neither, or nobody can say whose extension it is
     */
    Target dialled(CallView call, String written) {
        var agents = directory.agents(call.tenant()).stream()
                .filter(agent -> isExtension(agent.endpoint(), written))
                .toList();
        if (agents.size() > 1) {
            throw ProblemException.invalid("number", "is the extension of several agents");
        }
        return agents.isEmpty()
                ? number(call, written.replaceFirst("^00", "+"))
                : agent(call, agents.getFirst().id());
    }

    private static boolean isExtension(String endpoint, String written) {
        return endpoint.equals("PJSIP/" + written) || endpoint.startsWith("PJSIP/" + written + "@");
    }

    /** The agent sees the customer's number. */
    Target agent(CallView call, String agentId) {
        return directory
                .agent(call.tenant(), agentId)
                .map(agent -> new Target(agent.id(), null, agent.endpoint(), customer(call), config.agentRing()))
                .orElseThrow(() -> ProblemException.invalid("agentId", "no such agent"));
    }

    private static @Nullable String customer(CallView call) {
        return call.direction() == CallDirection.INBOUND ? call.from() : call.to();
    }

    /** As the customer knows us. */
    private static @Nullable String own(CallView call) {
        return call.direction() == CallDirection.INBOUND ? call.to() : call.from();
    }

    private Target number(CallView call, String written) {
        var number = PhoneNumber.parse(written)
                .orElseThrow(() -> ProblemException.invalid("number", "is not an international telephone number"));
        return switch (TrunkChoice.of(directory.trunks(call.tenant()), number.e164(), number.premium(), null)) {
            case TrunkChoice.Refused refused -> throw ProblemException.invalid("number", refused.why());
            case TrunkChoice.Chosen(var trunk) ->
                new Target(
                        null,
                        number.e164(),
                        "PJSIP/" + number.e164() + "@" + trunk.endpoint(),
                        own(call) == null ? trunk.callerId() : own(call),
                        config.customerRing());
        };
    }
}
