package io.tandem.amigateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Decides what an AMI session does next. The supervisor around it owns the socket, the timers and the event loop; it reports signals
 * here and carries out the commands it gets back.
 *
 * <pre>
 *  Waiting --RetryDue--> Opening --Greeted--> LoggingIn --LoginAccepted--> Up --PingDue/PongReceived--> Up
 *     ^---------------------+-------- Lost ------+---- LoginRefused ---------+ Lost
 *  any --StopRequested--> Stopped
 * </pre>
 *
 * <p>A session's loss counts as a further failure until it has lasted ({@link Signal.Settled}): a peer that takes the login and hangs
 * up is not dialled in a tight loop.
 *
 * <p>A peer is dead when it says nothing, not when it answers late: one that talks has its ping's time several times over, since the
 * answer comes behind all that it said before. One that talks and does not answer in the end is lost as well.
 */
public final class AmiLink {

    public sealed interface State {
        /** {@code refused}: logins in a row that the PBX refused. */
        record Waiting(int failures, int refused) implements State {
            public Waiting(int failures) {
                this(failures, 0);
            }
        }

        record Opening(int failures, int refused) implements State {
            public Opening(int failures) {
                this(failures, 0);
            }
        }

        record LoggingIn(int failures, int refused) implements State {
            public LoggingIn(int failures) {
                this(failures, 0);
            }
        }

        /**
         * {@code pinged}: a ping is out and its answer is not here yet; {@code late}: how often its time has passed since, while the
         * peer said other things.
         */
        record Up(int failures, boolean pinged, int late) implements State {
            public Up(int failures, boolean pinged) {
                this(failures, pinged, 0);
            }
        }

        record Stopped() implements State {}
    }

    public sealed interface Signal {
        record RetryDue() implements Signal {}

        record Greeted(String version) implements Signal {}

        record LoginAccepted() implements Signal {}

        record LoginRefused(String reason) implements Signal {}

        record Settled() implements Signal {}

        record PingDue() implements Signal {}

        record PongReceived() implements Signal {}

        /** The time for the answer has passed; {@code heard}: the peer said something else in it. */
        record PongLate(boolean heard) implements Signal {}

        /** Refused, timed out, reset or undecodable: whatever the reason, this attempt is over. */
        record Lost(String reason) implements Signal {}

        record StopRequested() implements Signal {}
    }

    public sealed interface Command {
        /** Connect and read the banner, within the time. */
        record Open(Duration within) implements Command {}

        record SendLogin(Duration within) implements Command {}

        record SendPing(Duration within) implements Command {}

        /** For the answer to the ping that is out, as long again. */
        record AwaitPong(Duration within) implements Command {}

        record PingAfter(Duration delay) implements Command {}

        record SettleAfter(Duration delay) implements Command {}

        record Close(String reason) implements Command {}

        record RetryAfter(Duration delay) implements Command {}

        record AnnounceUp() implements Command {}

        record AnnounceLost(String reason) implements Command {}

        /** A person should look: this does not mend itself, or has not for so many attempts. */
        record Alarm(int failures, String reason) implements Command {}
    }

    /**
     * {@code refusedRetry} is the wait after a refused login; it doubles with each in a row to {@code refusedMost}: a wrong password
     * does not become right by trying, and who tries too often is locked out by whatever guards the PBX.
     */
    public record Times(
            Duration connect,
            Duration login,
            Duration pingInterval,
            Duration ping,
            Duration settled,
            Duration refusedRetry,
            Duration refusedMost) {}

    public record Next(State state, List<Command> commands) {}

    private record Step(State state, Signal signal) {}

    /** How often a peer that talks may let the time for its answer pass: it may stand behind what was said before and is not read yet. */
    private static final int MOST_LATE = 4;

    /** From so many failures in a row on, and whenever they have doubled since, somebody is told. */
    private static final int ALARMING = 4;

    private final Times times;
    private final IntFunction<Duration> backoff;

    /** {@code backoff}: the wait before the next attempt, by the number of failures in a row, from 1. */
    public AmiLink(Times times, IntFunction<Duration> backoff) {
        this.times = times;
        this.backoff = backoff;
    }

    public Next on(State state, Signal signal) {
        return switch (new Step(state, signal)) {
            case Step(State.Stopped s, Signal _) -> next(s);
            case Step(State.Up _, Signal.StopRequested _) ->
                next(new State.Stopped(), new Command.AnnounceLost("stopped"), new Command.Close("stopped"));
            case Step(State _, Signal.StopRequested _) -> next(new State.Stopped(), new Command.Close("stopped"));

            case Step(State.Waiting s, Signal.RetryDue _) ->
                next(new State.Opening(s.failures(), s.refused()), new Command.Open(times.connect()));
            case Step(State.Opening s, Signal.Greeted _) ->
                next(new State.LoggingIn(s.failures(), s.refused()), new Command.SendLogin(times.login()));
            case Step(State.LoggingIn s, Signal.LoginAccepted _) ->
                next(
                        new State.Up(s.failures(), false),
                        new Command.AnnounceUp(),
                        new Command.PingAfter(times.pingInterval()),
                        new Command.SettleAfter(times.settled()));
            case Step(State.LoggingIn s, Signal.LoginRefused r) ->
                next(
                        new State.Waiting(s.failures() + 1, s.refused() + 1),
                        new Command.Alarm(s.failures() + 1, r.reason()),
                        new Command.Close(r.reason()),
                        new Command.RetryAfter(afterRefusals(s.refused() + 1)));

            case Step(State.Up s, Signal.Settled _) -> next(new State.Up(0, s.pinged(), s.late()));
            case Step(State.Up(int failures, boolean pinged, int _), Signal.PingDue _)
            when !pinged -> next(new State.Up(failures, true), new Command.SendPing(times.ping()));
            case Step(State.Up(int failures, boolean pinged, int _), Signal.PongReceived _)
            when pinged -> next(new State.Up(failures, false), new Command.PingAfter(times.pingInterval()));
            case Step(State.Up s, Signal.PongLate l) when s.pinged() -> late(s, l);

            case Step(State.Opening s, Signal.Lost l) -> retry(new State.Waiting(s.failures() + 1, s.refused()), l);
            case Step(State.LoggingIn s, Signal.Lost l) -> retry(new State.Waiting(s.failures() + 1, s.refused()), l);
            case Step(State.Up s, Signal.Lost l) -> lost(s, l);

            case Step(State.Waiting s, Signal _) -> next(s);
            case Step(State.Opening s, Signal _) -> next(s);
            case Step(State.LoggingIn s, Signal _) -> next(s);
            case Step(State.Up s, Signal _) -> next(s);
        };
    }

    private Next late(State.Up up, Signal.PongLate late) {
        if (late.heard() && up.late() < MOST_LATE) {
            return next(new State.Up(up.failures(), true, up.late() + 1), new Command.AwaitPong(times.ping()));
        }
        var waited = times.ping().multipliedBy(up.late() + 1L);
        return lost(up, new Signal.Lost("ping: no answer within " + waited.toMillis() + " ms"));
    }

    private Next lost(State.Up up, Signal.Lost lost) {
        return retry(new State.Waiting(up.failures() + 1), lost, new Command.AnnounceLost(lost.reason()));
    }

    private Next retry(State.Waiting waiting, Signal.Lost lost, Command... first) {
        int failures = waiting.failures();
        var commands = new ArrayList<>(List.of(first));
        if (failures >= ALARMING && Integer.bitCount(failures) == 1) {
            commands.add(new Command.Alarm(failures, lost.reason()));
        }
        commands.add(new Command.Close(lost.reason()));
        commands.add(new Command.RetryAfter(backoff.apply(failures)));
        return new Next(waiting, List.copyOf(commands));
    }

    private Duration afterRefusals(int inARow) {
        var doubled = times.refusedRetry().multipliedBy(1L << Math.min(inARow - 1, 20));
        return doubled.compareTo(times.refusedMost()) < 0 ? doubled : times.refusedMost();
    }

    private static Next next(State state, Command... commands) {
        return new Next(state, List.of(commands));
    }
}
