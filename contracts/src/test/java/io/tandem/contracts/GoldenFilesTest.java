package io.tandem.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each record against its golden file. After an intended, additive change run once with {@code -Dgolden.write=true} and review what
 * git shows: a changed or vanished field is a break of the version.
 */
class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final List<Class<?>> ROOTS = List.of(
            PbxFact.class,
            AmiCommand.class,
            AriCommand.class,
            CallRequest.class,
            CallEvent.class,
            AgentEvent.class,
            CampaignEvent.class,
            DirectoryEntry.class,
            NodeCapacity.class);

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    record Kind(Class<?> root, Class<?> record) {
        String typeName() {
            return record.getAnnotation(JsonTypeName.class).value();
        }

        @Override
        public String toString() {
            return typeName();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void is_written_as_its_golden_file_says(Kind kind) throws IOException {
        var file = GOLDEN.resolve(kind.typeName() + ".json");
        var sample = Samples.of(kind.record());

        var written = JSON.writerWithDefaultPrettyPrinter().forType(kind.root()).writeValueAsString(sample) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, written, UTF_8);
        }

        assertThat(file).content(UTF_8).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void is_read_back_whole_and_an_added_field_is_ignored(Kind kind) throws IOException {
        var json = (ObjectNode)
                JSON.readTree(GOLDEN.resolve(kind.typeName() + ".json").toFile());

        json.put("addedInALaterMinorVersion", "x");
        var read = JSON.treeToValue(json, kind.root());

        assertThat(read).isEqualTo(Samples.of(kind.record()));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void a_type_that_is_not_known_is_recognised_as_such(Class<?> root) throws IOException {
        var read = JSON.readValue("{\"type\":\"of.the.future.v9\",\"field\":1}", root);

        assertThat(read.getClass().getSimpleName()).isEqualTo("Unrecognised");
    }

    @Test
    void no_golden_file_is_left_of_a_record_that_is_gone() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            var names = files.map(f -> f.getFileName().toString().replace(".json", ""));

            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            kinds().map(Kind::typeName).toList());
        }
    }

    static Stream<Class<?>> roots() {
        return ROOTS.stream();
    }

    static Stream<Kind> kinds() {
        return ROOTS.stream().flatMap(root -> leaves(root)
                .filter(r -> !r.getSimpleName().equals("Unrecognised"))
                .map(r -> new Kind(root, r)));
    }

    private static Stream<Class<?>> leaves(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(GoldenFilesTest::leaves)
                : Stream.of(sealed);
    }
}
