package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How busy the PBX is, as it counts itself, asked again and again: CoreCurrentCalls, which are channels (22.10.1), and so tell
 * without fail when none is left. Written on the PBX's context, read from any thread.
 */
final class Load {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private volatile @Nullable Integer liveCalls;
    private boolean asking;

    @Nullable
    Integer liveCalls() {
        return liveCalls;
    }

    /** {@code more}: who else has a use for the answer, where it is one. */
    void ask(AmiSupervisor supervisor, Consumer<AmiMessage.Response> more) {
        if (asking) {
            return;
        }
        asking = true;
        supervisor.ask(AmiAction.of("CoreStatus"), ANSWER).onComplete(answer -> {
            asking = false;
            liveCalls = answer.succeeded() ? count(answer.result()) : null;
            if (answer.succeeded() && answer.result().isSuccess()) {
                more.accept(answer.result());
            }
        });
    }

    /** What was counted before is worth nothing now. */
    void forget() {
        liveCalls = null;
    }

    private static @Nullable Integer count(AmiMessage.Response status) {
        var text = status.headers().text("CoreCurrentCalls");
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
