package io.tandem.amigateway.action;

import io.tandem.ami.AmiAction;
import java.util.List;

/** What to do about a command. */
public sealed interface Plan {

    /** Send them one after the other; the first that is refused ends it. Only the last one does what the command asks. */
    record Send(List<AmiAction> actions) implements Plan {
        public Send {
            actions = List.copyOf(actions);
        }
    }

    /** Not carried out, and never will be. */
    record Refuse(String reason) implements Plan {}

    /** It may have been carried out by whoever read it before us, so it must not be again. */
    record Unknown(String reason) implements Plan {}

    /** No PBX may ever be asked this. {@code answerable}: its ids are good, so that whoever waits for an answer can have one. */
    record Poison(String reason, boolean answerable) implements Plan {}
}
