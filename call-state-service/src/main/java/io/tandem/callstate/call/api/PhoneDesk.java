package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.stream.PhoneTransfers;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Transfers that an agent asks for by their phone (ADR-0027): a blind transfer, by the rules of {@code POST /calls/{id}/transfer}. What
 * would be a problem there is a no to the phone here, and the call goes on as it was.
 */
@ApplicationScoped
class PhoneDesk implements PhoneTransfers {

    private final RedisCalls calls;
    private final Targets targets;
    private final RegroupDesk desk;
    private final PhoneAnswers answers;

    PhoneDesk(RedisCalls calls, Targets targets, RegroupDesk desk, PhoneAnswers answers) {
        this.calls = calls;
        this.targets = targets;
        this.desk = desk;
        this.answers = answers;
    }

    @Override
    public Uni<Void> asked(PbxFact.TransferAsked fact) {
        return calls.find(fact.callId())
                .chain(call -> grant(fact, call))
                .onFailure(ProblemException.class)
                .recoverWithUni(refused -> answers.decline(fact, refused.getMessage()));
    }

    private Uni<Void> grant(PbxFact.TransferAsked fact, @Nullable Call call) {
        if (call == null) {
            throw ProblemException.notFound("call", fact.callId());
        }
        if (answers.isTooLate(fact)) {
            throw ProblemException.conflict("it was asked for too long ago");
        }
        var view = CallView.of(call);
        var to = targets.dialled(view, fact.to());
        return desk.ask(view, it -> new Ask.Transfer(it, false), to, nameOf(fact));
    }

    /** So that a fact that is read again is granted once. */
    private static String nameOf(PbxFact.TransferAsked fact) {
        return "phone " + fact.channelId() + " " + fact.at();
    }
}
