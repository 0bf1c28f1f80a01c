package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves a caller who talks with nobody: they wait aside with music ({@link Holding}), and what is said to them is played in that bridge
 * while the music pauses. One service at a time, turn by turn beside whatever else the call does, so that somebody may be called for the
 * caller meanwhile: as soon as the caller is connected, it is broken off. Its command is answered at its end: when the owner dies in
 * between, the next one reads the command again and begins anew.
 */
final class Serving {

    private final LiveCall call;
    private final Holding holding;
    private final Leaving leaving;
    private @Nullable Running now;

    /** {@code playback}: what is being played, as {@code media}; null while it is listened. {@code due}: by {@link System#nanoTime()}. */
    private record Running(
            AriCommand.Serve command,
            Consumer<PbxFact.CommandFact> answer,
            Dialogue dialogue,
            @Nullable String playback,
            List<String> media,
            int steps,
            long due) {

        Running saying(Dialogue next, String id, List<String> what, long until) {
            return new Running(command, answer, next, id, what, steps + 1, until);
        }

        Running listening(Dialogue next, long until) {
            return new Running(command, answer, next, null, List.of(), steps, until);
        }
    }

    Serving(LiveCall call, Holding holding) {
        this.call = call;
        this.holding = holding;
        this.leaving = new Leaving(call, holding);
    }

    /**
     * @param isLate read after its time: only for a caller whom an owner that is gone began to serve
     * @return null where it is answered later
     */
    @Nullable
    Answer carryOut(AriCommand.Serve command, boolean isLate, Consumer<PbxFact.CommandFact> answer) {
        if (isLate && !holding.isAdopted(call.customer())) {
            return Controls.NOT_IN_TIME;
        }
        if (!holding.isHeld(call.customer()) && call.isTalking()) {
            return new Answer.Refused("the caller talks with somebody");
        }
        breakOff("another command came");
        return switch (command) {
            case AriCommand.AnswerCaller c -> holding.asideWith(c.music(), c.order());
            case AriCommand.Announce c -> begin(c, Dialogue.Announcement.of(c), answer);
            case AriCommand.RunMenu c -> begin(c, Dialogue.Menu.of(c), answer);
            case AriCommand.ContinueInDialplan c -> leaving.into(c.context(), c.extension());
        };
    }

    void heard(AriEvent event) {
        var it = now;
        if (it == null || !call.legs.isControlled(call.customer())) {
            return; // a caller who left is told of first, and then what they were not told
        }
        if (!holding.isHeld(call.customer())) {
            breakOff("the caller does not wait any more");
        } else if (event.is("PlaybackFinished")
                && it.playback() != null
                && it.playback().equals(event.playbackId())) {
            take(it, it.dialogue().played());
        } else if (event.key() != null && event.isAbout(call.customer())) {
            take(it, it.dialogue().pressed(event.key().digit()));
        }
    }

    /** How long the caller may yet be waited for; empty where nobody is served. */
    Optional<Duration> due() {
        return Optional.ofNullable(now).map(it -> Duration.ofNanos(it.due() - System.nanoTime()));
    }

    void timeOut() {
        var it = now;
        if (it != null && it.due() - System.nanoTime() <= 0) {
            take(
                    it,
                    it.playback() == null
                            ? it.dialogue().silent()
                            : it.dialogue().played());
        }
    }

    /** The caller came from another incarnation, and what was said meanwhile was not heard by us: the last is said again. */
    void adopted() {
        var it = now;
        if (it != null && it.playback() != null) {
            call.pbx.stopMusic(call.customer());
            say(it, it.dialogue(), it.media());
        }
    }

    /** The command is not carried out to its end, and the caller hears music where they wait. */
    void breakOff(String why) {
        var it = now;
        now = null;
        if (it != null) {
            stop(it);
            playMusic();
            it.answer().accept(call.outcomes.refused(it.command(), why));
        }
    }

    /** The call is over, or is not ours any more. */
    void ended() {
        var it = now;
        now = null;
        if (it != null) {
            stop(it);
            it.answer().accept(call.outcomes.refused(it.command(), "the call has ended"));
        }
    }

    private @Nullable Answer begin(AriCommand.Serve command, Dialogue dialogue, Consumer<PbxFact.CommandFact> answer) {
        var aside = holding.aside(call.customer(), command.order());
        if (!(aside instanceof Answer.Done)) {
            return aside;
        }
        call.pbx.stopMusic(call.customer());
        var begun = new Running(command, answer, dialogue, null, List.of(), stopEarlier(command, dialogue), 0);
        now = begun;
        take(begun, dialogue.begun());
        return null;
    }

    /** What an owner that is gone may have left playing; the steps of this one have other numbers. */
    private int stopEarlier(AriCommand.Serve command, Dialogue dialogue) {
        if (!holding.isAdopted(call.customer())) {
            return 0;
        }
        for (var step = 0; step < dialogue.mostSaid(); step++) {
            call.pbx.callers().stopPlaying(LegId.playOf(call.callId, command.order(), step));
        }
        return dialogue.mostSaid();
    }

    private void take(Running it, Dialogue.Turn turn) {
        switch (turn) {
            case Dialogue.Turn.Say(Dialogue next, List<String> media) -> say(it, next, media);
            case Dialogue.Turn.Listen(Dialogue next, Duration limit) -> {
                stop(it);
                now = it.listening(next, System.nanoTime() + limit.toNanos());
            }
            case Dialogue.Turn.GoOn _ -> {}
            case Dialogue.Turn.Over over -> end(it, over);
        }
    }

    private void say(Running it, Dialogue next, List<String> media) {
        stop(it);
        var id = LegId.playOf(call.callId, it.command().order(), it.steps());
        var begun = call.pbx.callers().play(holding.placeOf(call.customer()), id, media);
        if (begun instanceof Answer.Done || begun instanceof Answer.Unknown) {
            var limit = call.limits.playback().toNanos();
            now = it.saying(
                    next, id, media, System.nanoTime() + limit); // of one whose fate is unknown, the limit tells
        } else {
            now = null;
            playMusic();
            it.answer().accept(call.outcomes.of(it.command(), begun));
        }
    }

    private void end(Running it, Dialogue.Turn.Over over) {
        now = null;
        stop(it);
        playMusic();
        switch (it.command()) {
            case AriCommand.Announce c -> call.tell(call.outcomes.announced(c, over.digits()));
            case AriCommand.RunMenu c -> call.tell(call.outcomes.menuEnded(c, over.digits(), over.tries()));
            case AriCommand.AnswerCaller _, AriCommand.ContinueInDialplan _ -> {} // have no dialogue
        }
        it.answer().accept(call.outcomes.done(it.command()));
    }

    private void stop(Running it) {
        if (it.playback() != null) {
            call.pbx.callers().stopPlaying(it.playback());
        }
    }

    private void playMusic() {
        if (holding.isHeld(call.customer())) {
            holding.playMusic(call.customer());
        }
    }
}
