package io.tandem.callstate.call.api;

import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Target;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.directory.TrunkChoice;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

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
        throw to.queueId() != null
                ? ProblemException.invalid("to.queueId", "calls cannot be transferred to queues yet")
                : ProblemException.invalid("to.menuId", "calls cannot be transferred to menus yet");
    }

    /** The agent sees the customer's number. */
    Target agent(CallView call, String agentId) {
        return directory
                .agent(call.tenant(), agentId)
                .map(agent -> new Target(agent.id(), null, agent.endpoint(), call.to(), config.agentRing()))
                .orElseThrow(() -> ProblemException.invalid("agentId", "no such agent"));
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
                        call.from() == null ? trunk.callerId() : call.from(),
                        config.customerRing());
        };
    }
}
