package io.tandem.local.backing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of this JVM's class path that a JVM of Kafka's own needs. */
final class ClassPath {

    private static final String MAIN = KafkaMain.class.getName().replace('.', '/') + ".class";

    private static final Pattern KAFKA = Pattern.compile(
            "(kafka|scala|zstd|snappy|lz4|pcollections|HdrHistogram|hash4j|log4j|caffeine|argparse4j|commons-(validator"
                    + "|beanutils|digester|logging|collections)|jackson|snakeyaml|jopt|jose4j|metrics-core"
                    + "|slf4j-(api|simple)|re2j|jspecify).*\\.jar");

    static String ofKafka() {
        var entries = entries();
        var jars = entries.stream()
                .filter(entry -> KAFKA.matcher(entry.getFileName().toString()).matches())
                .toList();
        require(jars, jar -> jar.getFileName().toString().startsWith("kafka_2.13"), "kafka_2.13");
        var own = entries.stream().filter(ClassPath::holdsMain).findFirst();
        require(own.stream().toList(), _ -> true, "Tandem's module local");
        return Stream.concat(own.stream(), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Surefire hides the true class path behind a jar that has nothing but a manifest, and tells it here. */
    private static List<Path> entries() {
        var whole = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
        return Stream.of(whole.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
    }

    private static void require(List<Path> found, Predicate<Path> wanted, String name) {
        if (found.stream().noneMatch(wanted)) {
            throw new IllegalStateException("cannot start Kafka: " + name + " is not on the class path");
        }
    }

    private static boolean holdsMain(Path entry) {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(MAIN));
        }
        if (!entry.getFileName().toString().startsWith("local")) {
            return false;
        }
        try (var jar = new JarFile(entry.toFile())) {
            return jar.getEntry(MAIN) != null;
        } catch (IOException _) {
            return false; // an entry that is no jar holds nothing
        }
    }

    private ClassPath() {}
}
