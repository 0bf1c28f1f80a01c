package io.tandem.amigateway.action.carry;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.vertx.core.Future;
import java.time.Duration;

/** A session that actions can be sent on; fails with {@link io.tandem.amigateway.link.AmiUnansweredException}. */
@FunctionalInterface
public interface Asking {
    Future<AmiMessage.Response> ask(AmiAction action, String actionId, Duration within);
}
