package io.tandem.aricontroller.recording;

import io.tandem.aricontroller.call.Answer;
import io.tandem.aricontroller.call.Outcomes;
import io.tandem.aricontroller.fact.Facts;
import io.tandem.aricontroller.fact.RecordingId;
import io.tandem.aricontroller.fact.RecordingId.Side;
import io.tandem.contracts.AriCommand.StoreRecording;
import io.tandem.contracts.PbxFact;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Carries {@link StoreRecording} out: done means that the recording is in the store and nothing of it on the PBX, refused that it never
 * will be, unknown that it is worth another try. A crash anywhere is mended by the same command: what is in the store is complete.
 */
public final class Storing {

    private static final Logger LOG = System.getLogger(Storing.class.getName());
    private static final int AT_ONCE = 2;

    private final PbxRecordings pbx;
    private final RecordingStore store;
    private final Outcomes outcomes;
    private final Facts facts;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    public Storing(PbxRecordings pbx, RecordingStore store, Outcomes outcomes, Facts facts) {
        this.pbx = pbx;
        this.store = store;
        this.outcomes = outcomes;
        this.facts = facts;
    }

    /** Returns at once; {@code answer} is told later, on a thread of its own. */
    public void order(StoreRecording command, Consumer<PbxFact.CommandFact> answer) {
        Thread.ofVirtual().name("store-" + command.recordingId()).start(() -> {
            try {
                room.acquire();
                try {
                    answer.accept(outcomes.of(command, alone(command)));
                } finally {
                    room.release();
                }
            } catch (InterruptedException _) {
                LOG.log(Logger.Level.DEBUG, "a recording is not stored, we are stopping");
            }
        });
    }

    private Answer alone(StoreRecording c) {
        if (outcomes.isExpired(c)) {
            return new Answer.Unknown("expired; it is asked for again");
        }
        if (!busy.add(c.recordingId())) {
            return new Answer.Unknown("is being stored already");
        }
        try {
            return store(c, RecordingId.of(c.recordingId()).orElseThrow());
        } catch (IOException e) {
            return failed(c, "the store: " + e, new Answer.Unknown("the store: " + e));
        } catch (RuntimeException bug) {
            LOG.log(Logger.Level.ERROR, "a recording could not be stored, recording=" + c.recordingId(), bug);
            return failed(c, "a fault of ours", new Answer.Unknown("a fault of ours: " + bug));
        } finally {
            busy.remove(c.recordingId());
        }
    }

    private Answer store(StoreRecording c, RecordingId id) throws IOException {
        var there = store.find(c.key());
        if (there.isEmpty()) {
            var stopped = stopAll(id);
            if (!(stopped instanceof Answer.Gone)) {
                return stopped;
            }
            try {
                there = Optional.of(store.keep(c.key(), folder -> fetch(id, folder)));
            } catch (NotFetched e) {
                there = store.find(c.key());
                if (there.isEmpty()) {
                    return e.isTold() ? failed(c, e.getMessage(), withoutTheRest(id, e.answer())) : e.answer();
                }
            } catch (RecordingStore.Busy e) {
                return new Answer.Unknown(e.getMessage());
            }
        }
        tell(
                c,
                outcomes.recordingStored(
                        c,
                        there.get().length(),
                        there.get().bytes(),
                        there.get().sha256()));
        return deleteAll(id);
    }

    /** Gone: neither side is being recorded any more. Whatever else the PBX answers is no last word about what it has. */
    private Answer stopAll(RecordingId id) {
        Answer worst = new Answer.Gone();
        for (var side : Side.values()) {
            worst = switch (pbx.stop(id.track(side))) {
                case Answer.Gone _ -> worst;
                case Answer.Done _ -> new Answer.Unknown("was still being recorded");
                case Answer.Unknown unknown -> unknown;
                case Answer.Conflict(String reason) -> new Answer.Unknown("cannot be stopped now: " + reason);
                case Answer.Refused(String reason) -> new Answer.Unknown("cannot be stopped now: " + reason);
            };
        }
        return worst;
    }

    private Path fetch(RecordingId id, Path folder) throws IOException {
        var left = fetch(id.track(Side.LEFT), folder.resolve("left.wav"));
        var right = fetch(id.track(Side.RIGHT), folder.resolve("right.wav"));
        var stereo = folder.resolve("stereo.wav");
        try (var out = Files.newOutputStream(stereo)) {
            new Stereo(left, right).write(out);
        }
        return stereo;
    }

    private Mono fetch(String name, Path into) throws IOException {
        var answer = pbx.fetch(name, into);
        if (answer instanceof Answer.Done) {
            return Mono.of(into);
        }
        throw switch (answer) {
            case Answer.Gone _ ->
                new NotFetched("the PBX has no recording " + name, true, new Answer.Refused("no such recording"));
            case Answer.Unknown _, Answer.Done _ -> new NotFetched(name + " is not to be had now", false, answer);
            case Answer.Refused _, Answer.Conflict _ ->
                new NotFetched("the PBX refuses " + name, true, new Answer.Unknown(answer.toString()));
        };
    }

    /** What never can be a recording is not left on the PBX, where nobody would find it. */
    private Answer withoutTheRest(RecordingId id, Answer answer) {
        return answer instanceof Answer.Refused && deleteAll(id) instanceof Answer.Unknown left ? left : answer;
    }

    /** Once it is in the store it may go; what does not is tried again. */
    private Answer deleteAll(RecordingId id) {
        Answer worst = new Answer.Done();
        for (var side : Side.values()) {
            var answer = pbx.delete(id.track(side));
            worst = answer instanceof Answer.Done || answer instanceof Answer.Gone
                    ? worst
                    : new Answer.Unknown("is not off the PBX: " + answer);
        }
        return worst;
    }

    private Answer failed(StoreRecording c, String reason, Answer answer) {
        LOG.log(Logger.Level.WARNING, "a recording is not stored, recording={0}, why={1}", c.recordingId(), reason);
        tell(c, outcomes.recordingFailed(c, reason));
        return answer;
    }

    private void tell(StoreRecording c, PbxFact fact) {
        facts.publish(fact, "recording:" + c.commandId());
    }

    /** {@code isTold}: whether somebody has to hear of it, or it may mend itself. */
    private static final class NotFetched extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean isTold;
        private final transient Answer answer;

        NotFetched(String message, boolean isTold, Answer answer) {
            super(message);
            this.isTold = isTold;
            this.answer = answer;
        }

        boolean isTold() {
            return isTold;
        }

        Answer answer() {
            return answer;
        }
    }
}
