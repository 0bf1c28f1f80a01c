package io.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tandem} in a clone of our own making, with JDKs and a Maven that only say that they were run. */
class ScriptTest {

    private static final List<String> SERVICES = List.of(
            "ami-gateway",
            "ari-controller",
            "call-state-service",
            "campaign-service",
            "notifier-service",
            "hardware-probe");

    @TempDir
    Path directory;

    private Path clone;
    private Path places;
    private final Map<String, String> environment = new HashMap<>();

    record Result(int exit, String output) {}

    @BeforeEach
    void a_clone() throws Exception {
        clone = Files.createDirectories(directory.resolve("a clone"));
        places = Files.createDirectories(directory.resolve("jvm"));
        Files.copy(script(), clone.resolve("tandem"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        write("pom.xml", "<project/>");
        write("local/src/main/java/Main.java", "class Main {}");
        write("local/src/main/resources/io/tandem/local/help.txt", "how it is used\n");
        for (var service : SERVICES) {
            write(service + "/pom.xml", "<project/>");
        }
        environment.put("TANDEM_JDK_PLACES", places.toString());
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("TANDEM_MVN", executable("bin/mvn", "echo mvn \"$@\""));
    }

    @Test
    void help_needs_neither_a_jdk_nor_a_build() throws Exception {
        assertThat(run().output()).contains("how it is used");
        assertThat(run("help").exit()).isZero();
    }

    @Test
    void java_home_comes_first_when_it_is_new_enough() throws Exception {
        jdk("one", "26.0.1");
        var other = jdk("elsewhere/two", "25");
        environment.put("JAVA_HOME", other.toString());
        built();

        assertThat(run("status").output()).contains("two runs").contains("io.tandem.local.Main status");
    }

    @Test
    void an_older_java_home_is_passed_over_for_a_newer_one_in_the_usual_places() throws Exception {
        var old = jdk("elsewhere/old", "17.0.15");
        environment.put("JAVA_HOME", old.toString());
        jdk("eleven", "11.0.2");
        jdk("new", "25.0.1");
        built();

        assertThat(run("status").output()).contains("new runs");
    }

    @Test
    void without_any_it_says_how_to_get_one() throws Exception {
        jdk("old", "21.0.4");
        environment.put("PATH", pathWithoutJava());

        var result = run("up");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("no JDK 25 or later found", "JAVA_HOME", "adoptium");
    }

    @Test
    void without_maven_it_says_so_when_it_has_to_build() throws Exception {
        jdk("new", "25");
        environment.put("TANDEM_MVN", directory.resolve("none").toString());

        var result = run("up");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("Maven 3.8.7 or later");
    }

    @Test
    void a_warm_start_does_not_run_maven() throws Exception {
        jdk("new", "25");
        built();

        assertThat(run("up", "--detach").output()).contains("Main up --detach").doesNotContain("Building");
    }

    @Test
    void a_changed_source_is_built_before_a_start_and_once() throws Exception {
        jdk("new", "25");
        built();
        touchLater("campaign-service/src/main/java/Changed.java");

        assertThat(run("up").output()).contains("Building");
        assertThat(Files.readString(clone.resolve(".tandem/logs/build.log"))).contains("-Dquick", "campaign-service");
    }

    @Test
    void a_changed_test_is_not_built() throws Exception {
        jdk("new", "25");
        built();
        touchLater("campaign-service/src/test/java/ChangedTest.java");

        assertThat(run("up").output()).doesNotContain("Building");
    }

    @Test
    void a_service_whose_jar_is_gone_is_built() throws Exception {
        jdk("new", "25");
        built();
        Files.delete(clone.resolve("notifier-service/target/quarkus-app/quarkus-run.jar"));

        assertThat(run("demo").output()).contains("Building");
    }

    @Test
    void a_stop_never_builds() throws Exception {
        jdk("new", "25");
        built();
        touchLater("local/src/main/java/Changed.java");

        assertThat(run("down").output()).contains("Main down").doesNotContain("Building");
    }

    @Test
    void a_build_that_fails_shows_its_errors_and_is_tried_again() throws Exception {
        jdk("new", "25");
        environment.put("TANDEM_MVN", executable("bin/bad", "echo '[ERROR] no such symbol'; exit 1"));

        var result = run("up");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("[ERROR] no such symbol", "build.log");
        assertThat(clone.resolve(".tandem/built")).doesNotExist();
    }

    @Test
    void tests_come_before_the_stories() throws Exception {
        jdk("new", "25");

        assertThat(run("test", "-Dtest=X").output())
                .containsSubsequence(
                        "mvn -T 2 --fail-at-end verify -Dtest=X",
                        "mvn -Pacceptance -pl s3,acceptance verify -Dtest=X",
                        "new runs");
    }

    @Test
    void where_ci_runs_two_suites_tell_the_stories_but_those_that_are_told_alone() throws Exception {
        jdk("new", "25");
        environment.put("CI", "true");

        assertThat(run("test").output())
                .containsSubsequence(
                        "-pl s3,acceptance verify -Pside-by-side",
                        "-pl s3,acceptance verify -Dgroups=alone",
                        "new runs");
    }

    @Test
    void a_failure_anywhere_is_the_end_s_failure_and_all_is_tried() throws Exception {
        jdk("new", "25");
        environment.put("CI", "true");
        environment.put(
                "TANDEM_MVN", executable("bin/side", "echo mvn \"$@\"; case \"$*\" in *side-by-side*) exit 1 ;; esac"));

        var result = run("test");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("-Dgroups=alone");
        assertThat(clone.resolve(".tandem/built")).doesNotExist();
    }

    private Path jdk(String name, String version) throws Exception {
        var home = places.resolve(name);
        if (name.startsWith("elsewhere/")) {
            home = directory.resolve(name);
        }
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "echo " + home.getFileName() + " runs \"$@\"");
        executable(home.resolve("bin/javac"), "echo javac " + version);
        return home;
    }

    private void built() throws Exception {
        write("local/target/local.jar", "");
        for (var service : SERVICES) {
            write(service + "/target/quarkus-app/quarkus-run.jar", "");
        }
        write(".tandem/built", "");
        Files.setLastModifiedTime(
                clone.resolve(".tandem/built"), FileTime.from(Instant.now().plusSeconds(10)));
    }

    private void touchLater(String path) throws Exception {
        write(path, "");
        var later = FileTime.from(Instant.now().plusSeconds(20));
        Files.setLastModifiedTime(clone.resolve(path), later);
    }

    private void write(String path, String content) throws Exception {
        Files.createDirectories(clone.resolve(path).getParent());
        Files.writeString(clone.resolve(path), content);
    }

    private String executable(String path, String body) throws Exception {
        var file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        executable(file, body);
        return file.toString();
    }

    private static void executable(Path file, String body) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The programs that the script itself needs, and no java. */
    private String pathWithoutJava() throws Exception {
        var bin = Files.createDirectories(directory.resolve("no-java"));
        for (var program : List.of("bash", "dirname", "sed", "head", "cat", "readlink")) {
            Files.createSymbolicLink(
                    bin.resolve(program), Path.of("/usr/bin", program).toRealPath());
        }
        return bin.toString();
    }

    private Result run(String... arguments) throws Exception {
        var words = new java.util.ArrayList<>(
                List.of("/bin/bash", clone.resolve("tandem").toString()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("TANDEM_") || Set.of("JAVA_HOME", "CI").contains(name));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private static Path script() {
        var here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("tandem")) ? here.resolve("tandem") : here.resolveSibling("tandem");
    }
}
