package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.viewer.Viewer;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import jakarta.enterprise.context.RequestScoped;

/** Calls that the caller may see: to an agent, another's is as if it were not there. */
@RequestScoped
class OwnCalls {

    private final Caller caller;
    private final Viewer viewer;
    private final CallsDesk desk;

    OwnCalls(Caller caller, Viewer viewer, CallsDesk desk) {
        this.caller = caller;
        this.viewer = viewer;
        this.desk = desk;
    }

    /** Live or ended. */
    Uni<CallView> find(String callId) {
        var only = viewer.onlyAgent();
        return desk.find(caller.tenant(), callId).invoke(call -> {
            if (only.isPresent() && !only.get().equals(call.agentId())) {
                throw ProblemException.notFound("call", callId);
            }
        });
    }
}
