package io.tandem.aricontroller.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Decides what a shard's connection does next. The shell around it owns the WebSocket, the timers and the event loop; it reports
 * signals here and carries out the commands that it gets back.
 *
 * <p>Every {@link Command.Open} is a new incarnation with a name of its own: a wedged application is left, never waited for.
 *
 * <pre>
 * Waiting -RetryDue-> Opening -Opened-> TakingOver -TakenOver-> Up -Settled-> Up
 *    ^------------------- Lost (any) --------------------------'     StopRequested (any) -> Stopped
 * </pre>
 */
public final class AriLink {

    public sealed interface State {
        record Waiting(int failures) implements State {}

        record Opening(int failures) implements State {}

        /** Connected; channels of earlier incarnations are being moved here. */
        record TakingOver(int failures) implements State {}

        record Up(int failures) implements State {}

        record Stopped() implements State {}
    }

    public sealed interface Signal {
        record RetryDue() implements Signal {}

        record Opened() implements Signal {}

        record TakenOver() implements Signal {}

        /** The link has been up long enough for the failures before it to be forgotten. */
        record Settled() implements Signal {}

        /** Refused, timed out, reset, replaced, not answering: whatever the reason, this incarnation is over. */
        record Lost(String reason) implements Signal {}

        record StopRequested() implements Signal {}
    }

    public sealed interface Command {
        record Open() implements Command {}

        record TakeOver() implements Command {}

        record SettleLater() implements Command {}

        record Close() implements Command {}

        record RetryAfter(Duration delay) implements Command {}

        record AnnounceUp() implements Command {}

        record AnnounceDown(String reason) implements Command {}
    }

    public record Next(State state, List<Command> commands) {
        public Next {
            commands = List.copyOf(commands);
        }
    }

    private record Step(State state, Signal signal) {}

    private final IntFunction<Duration> backoff;

    /** @param backoff how long to wait after so many failures in a row (1 or more) */
    public AriLink(IntFunction<Duration> backoff) {
        this.backoff = backoff;
    }

    public static State initial() {
        return new State.Waiting(0);
    }

    public Next on(State state, Signal signal) {
        return switch (new Step(state, signal)) {
            case Step(State.Stopped s, Signal _) -> next(s);
            case Step(State.Up _, Signal.StopRequested _) ->
                next(new State.Stopped(), new Command.AnnounceDown("stopped"), new Command.Close());
            case Step(State.Waiting _, Signal.StopRequested _) -> next(new State.Stopped(), new Command.Close());
            case Step(State.Opening _, Signal.StopRequested _) -> next(new State.Stopped(), new Command.Close());
            case Step(State.TakingOver _, Signal.StopRequested _) -> next(new State.Stopped(), new Command.Close());

            case Step(State.Waiting s, Signal.RetryDue _) -> next(new State.Opening(s.failures()), new Command.Open());
            case Step(State.Opening s, Signal.Opened _) ->
                next(new State.TakingOver(s.failures()), new Command.TakeOver());
            case Step(State.TakingOver s, Signal.TakenOver _) ->
                next(new State.Up(s.failures()), new Command.AnnounceUp(), new Command.SettleLater());
            case Step(State.Up _, Signal.Settled _) -> next(new State.Up(0));

            case Step(State.Opening s, Signal.Lost _) -> retry(s.failures() + 1);
            case Step(State.TakingOver s, Signal.Lost _) -> retry(s.failures() + 1);
            case Step(State.Up s, Signal.Lost lost) -> retry(s.failures() + 1, new Command.AnnounceDown(lost.reason()));

            case Step(State.Waiting s, Signal _) -> next(s);
            case Step(State.Opening s, Signal _) -> next(s);
            case Step(State.TakingOver s, Signal _) -> next(s);
            case Step(State.Up s, Signal _) -> next(s);
        };
    }

    private Next retry(int failures, Command... first) {
        var commands = new ArrayList<>(List.of(first));
        commands.add(new Command.Close());
        commands.add(new Command.RetryAfter(backoff.apply(failures)));
        return new Next(new State.Waiting(failures), commands);
    }

    private static Next next(State state, Command... commands) {
        return new Next(state, List.of(commands));
    }
}
