package io.tandem.amigateway.action;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import java.util.List;
import java.util.function.Function;

/** What to do about a command. */
public sealed interface Plan {

    /**
     * Send {@code actions} one after the other; the first that is refused ends it. Only the last one does what the command asks. If
     * that is certain not to have happened, {@code undo} takes back what the others did.
     */
    record Send(List<AmiAction> actions, List<AmiAction> undo) implements Plan {
        public Send {
            actions = List.copyOf(actions);
            undo = List.copyOf(undo);
        }

        static Send of(AmiAction action) {
            return new Send(List.of(action), List.of());
        }
    }

    /** Have the PBX list something, which changes nothing there; its rows tell what to do. If there is no list, nothing is done. */
    record Look(AmiAction list, Function<List<AmiHeaders>, Plan> then) implements Plan {}

    /** Not carried out, and never will be. */
    record Refuse(String reason) implements Plan {}

    /** It may have been carried out by whoever read it before us, so it must not be again. */
    record Unknown(String reason) implements Plan {}

    /** No PBX may ever be asked this. {@code answerable}: its ids are good, so that whoever waits for an answer can have one. */
    record Poison(String reason, boolean answerable) implements Plan {}
}
