package io.tandem.aricontroller.recording;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.aricontroller.call.Answer;
import io.tandem.aricontroller.call.Outcomes;
import io.tandem.aricontroller.fact.Facts;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoringTest {

    private static final String CALL = "01K0000000000000000000CA11";
    private static final String ID = CALL + "-1";
    private static final String LEFT = ID + "-left";
    private static final String RIGHT = ID + "-right";
    private static final String KEY = "acme/2026-11-21/" + ID + ".wav";

    @TempDir
    private Path root;

    private final FakePbx pbx = new FakePbx();
    private final Told told = new Told();

    /** What a PBX has; {@link #away} answers nothing. */
    private static final class FakePbx implements PbxRecordings {
        private final Map<String, byte[]> stored = new HashMap<>();
        private final Set<String> live = new HashSet<>();
        private boolean away;
        private boolean full;
        private boolean keepsAll;
        private boolean refuses;
        private boolean isOutOfReach;
        private Runnable onFetch = () -> {};

        @Override
        public Answer stop(String name) {
            if (isOutOfReach) {
                return new Answer.Refused("the PBX is not reachable");
            }
            return away ? silence() : live.remove(name) ? new Answer.Done() : new Answer.Gone();
        }

        @Override
        public Answer fetch(String name, Path into) throws IOException {
            onFetch.run();
            if (full) {
                throw new IOException("No space left on device");
            }
            if (refuses) {
                return new Answer.Refused("403");
            }
            if (away || !stored.containsKey(name)) {
                return away ? silence() : new Answer.Gone();
            }
            Files.write(into, stored.get(name));
            return new Answer.Done();
        }

        @Override
        public Answer delete(String name) {
            return keepsAll ? silence() : stored.remove(name) == null ? new Answer.Gone() : new Answer.Done();
        }

        private static Answer silence() {
            return new Answer.Unknown("no answer");
        }
    }

    private static final class Told implements Facts {
        private final List<PbxFact> facts = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<Void> publish(PbxFact fact, String id) {
            facts.add(fact);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean areBehind() {
            return false;
        }

        @Override
        public Runnable onBehind(Consumer<Boolean> listener) {
            return () -> {};
        }
    }

    private PbxFact.CommandFact ordered() throws Exception {
        var storing = new Storing(
                pbx, new RecordingDirectory(root), new Outcomes("pbx-1", InstantSource.fixed(Instant.EPOCH)), told);
        var answer = new CompletableFuture<PbxFact.CommandFact>();
        storing.order(
                new AriCommand.StoreRecording(ID + ":store:1", CALL, "pbx-1", Instant.MAX, ID, KEY), answer::complete);
        return answer.get(10, SECONDS);
    }

    private void bothSidesAreThere() {
        pbx.stored.put(LEFT, Wavs.mono(1, 2, 3, 4));
        pbx.stored.put(RIGHT, Wavs.mono(-1, -2));
    }

    private String reason() {
        return ((PbxFact.RecordingFailed) told.facts.getLast()).reason();
    }

    @Nested
    class a_recording_of_which_both_sides_are_there {

        @Test
        void is_one_stereo_file_then_and_off_the_pbx() throws Exception {
            bothSidesAreThere();

            assertThat(ordered()).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(Wavs.stereo(root.resolve(KEY))).containsExactly(1, -1, 2, -2, 3, 0, 4, 0);
            assertThat(pbx.stored).isEmpty();
        }

        @Test
        void is_told_with_the_length_the_size_and_the_hash_of_the_file() throws Exception {
            pbx.stored.put(LEFT, Wavs.mono(new int[8_000]));
            pbx.stored.put(RIGHT, Wavs.mono(new int[4_000]));

            ordered();

            var bytes = Files.readAllBytes(root.resolve(KEY));
            assertThat(told.facts).singleElement().isInstanceOfSatisfying(PbxFact.RecordingStored.class, stored -> {
                assertThat(stored.length()).isEqualTo(Duration.ofSeconds(1));
                assertThat(stored.bytes()).isEqualTo(bytes.length).isEqualTo(44 + 32_000);
                assertThat(stored.sha256()).isEqualTo(sha256(bytes));
            });
        }

        @Test
        void leaves_nothing_but_the_file_in_the_store() throws Exception {
            bothSidesAreThere();

            ordered();

            try (var files = Files.walk(root)) {
                assertThat(files.filter(Files::isRegularFile)).containsExactly(root.resolve(KEY));
            }
        }

        @Test
        void is_whole_though_a_killed_pbx_did_not_write_its_length() throws Exception {
            pbx.stored.put(LEFT, Wavs.claiming(0, 1, 2));
            pbx.stored.put(RIGHT, Wavs.claiming(0, 5, 6));

            ordered();

            assertThat(Wavs.stereo(root.resolve(KEY))).containsExactly(1, 5, 2, 6);
        }

        @Test
        void is_told_again_and_not_fetched_again_when_the_command_is_read_again() throws Exception {
            bothSidesAreThere();
            ordered();

            assertThat(ordered()).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(told.facts).hasSize(2);
            assertThat(told.facts.getFirst()).isEqualTo(told.facts.getLast());
        }

        @Test
        void is_fetched_anew_where_an_earlier_attempt_was_cut_in_half() throws Exception {
            bothSidesAreThere();
            var work = root.resolve("acme/2026-11-21/." + ID + ".wav.work");
            Files.createDirectories(work);
            Files.write(work.resolve("left.wav"), new byte[99_999]);
            Files.write(work.resolve("stereo.wav"), new byte[99_999]);

            ordered();

            assertThat(Wavs.stereo(root.resolve(KEY))).hasSize(8);
        }

        @Test
        void is_left_to_another_process_that_is_at_it() throws Exception {
            bothSidesAreThere();
            var work = root.resolve("acme/2026-11-21/." + ID + ".wav.work");
            Files.createDirectories(work);
            try (var other =
                    FileChannel.open(work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                assertThat(other.tryLock()).isNotNull();

                assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);
            }
            assertThat(pbx.stored).hasSize(2);
        }
    }

    @Nested
    class a_recording_that_cannot_be_stored {

        @Test
        void fails_for_good_where_the_pbx_has_none_of_it() throws Exception {
            assertThat(ordered()).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(reason()).contains(LEFT);
        }

        @Test
        void fails_and_takes_the_other_side_off_the_pbx_where_one_is_missing() throws Exception {
            pbx.stored.put(LEFT, Wavs.mono(1));

            assertThat(ordered()).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(reason()).contains(RIGHT);
            assertThat(pbx.stored).isEmpty();
        }

        @Test
        void is_tried_again_where_one_side_is_missing_and_the_other_stays_on_the_pbx() throws Exception {
            pbx.stored.put(RIGHT, Wavs.mono(1));
            pbx.keepsAll = true;

            assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);

            pbx.keepsAll = false;
            assertThat(ordered()).isInstanceOf(PbxFact.CommandRefused.class);
            assertThat(pbx.stored).isEmpty();
        }

        @Test
        void fails_with_the_reason_and_may_be_tried_again_where_the_store_is_full() throws Exception {
            bothSidesAreThere();
            pbx.full = true;

            assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);

            assertThat(reason()).contains("No space left");
            assertThat(pbx.stored).hasSize(2);
            pbx.full = false;
            assertThat(ordered()).isInstanceOf(PbxFact.CommandDone.class);
        }

        @Test
        void fails_with_the_reason_where_a_side_is_no_sound() throws Exception {
            pbx.stored.put(LEFT, "not found".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            pbx.stored.put(RIGHT, Wavs.mono(1));

            ordered();

            assertThat(reason()).contains("RIFF");
        }

        @Test
        void fails_with_the_reason_and_may_be_tried_again_where_the_pbx_refuses_it() throws Exception {
            bothSidesAreThere();
            pbx.refuses = true;

            assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);

            assertThat(reason()).contains("refuses " + LEFT);
        }

        @Test
        void is_waited_for_without_a_word_while_the_pbx_is_away() throws Exception {
            pbx.away = true;

            assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);

            assertThat(told.facts).isEmpty();
        }

        /** A request that was never sent is refused, where it is a call that waits for it. */
        @Test
        void is_waited_for_without_a_word_while_the_pbx_is_out_of_reach() throws Exception {
            bothSidesAreThere();
            pbx.isOutOfReach = true;

            assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);

            assertThat(told.facts).isEmpty();
            pbx.isOutOfReach = false;
            assertThat(ordered()).isInstanceOf(PbxFact.CommandDone.class);
            assertThat(pbx.stored).isEmpty();
        }

        @Test
        void is_stopped_first_where_it_is_still_being_recorded() throws Exception {
            pbx.live.addAll(List.of(LEFT, RIGHT));

            assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);

            assertThat(pbx.live).isEmpty();
            assertThat(told.facts).isEmpty();
        }
    }

    /** Where the store knows no lock that both would see. */
    @Test
    void what_another_process_stored_and_took_off_the_pbx_meanwhile_is_stored() throws Exception {
        bothSidesAreThere();
        pbx.onFetch = () -> {
            pbx.onFetch = () -> {};
            pbx.stored.clear();
            put(root.resolve(KEY), Wavs.mono(1, 2, 3, 4));
        };

        assertThat(ordered()).isInstanceOf(PbxFact.CommandDone.class);

        assertThat(told.facts).singleElement().isInstanceOf(PbxFact.RecordingStored.class);
    }

    private static void put(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_is_stored_and_cannot_be_taken_off_the_pbx_is_told_and_tried_again() throws Exception {
        bothSidesAreThere();
        pbx.keepsAll = true;

        assertThat(ordered()).isInstanceOf(PbxFact.CommandFateUnknown.class);

        assertThat(told.facts).singleElement().isInstanceOf(PbxFact.RecordingStored.class);
        pbx.keepsAll = false;
        assertThat(ordered()).isInstanceOf(PbxFact.CommandDone.class);
        assertThat(pbx.stored).isEmpty();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
