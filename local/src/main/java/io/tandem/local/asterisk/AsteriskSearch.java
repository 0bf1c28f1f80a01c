package io.tandem.local.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The order in which an Asterisk is looked for. Each way answers with an installation or says in one line why not. */
final class AsteriskSearch {

    static final String IMAGE = "tandem-asterisk:22";

    private static final Duration ENGINE_ANSWERS = Duration.ofSeconds(3);
    private static final Duration PROGRAM_ANSWERS = Duration.ofSeconds(10);

    private final Progress progress;
    private final List<String> missing = new ArrayList<>();

    AsteriskSearch(Progress progress) {
        this.progress = progress;
    }

    AsteriskInstallation find(Path cache) {
        var found = image().or(this::installed).or(() -> privateRoot(cache));
        var installation = found.orElseThrow(
                () -> new NoAsterisk("there is no Asterisk to run:\n- " + String.join("\n- ", missing)));
        if (!installation.version().isAtLeast(AsteriskVersion.ADVISED)) {
            progress.say(
                    installation + " has known vulnerabilities; " + AsteriskVersion.ADVISED + " or later is advised");
        }
        return installation;
    }

    private Optional<AsteriskInstallation> image() {
        if (Command.onPath("docker").isEmpty()) {
            missing.add("no container engine: docker is not on the PATH");
            return Optional.empty();
        }
        if (!Command.of(ENGINE_ANSWERS, "docker", "info").run().succeeded()) {
            return passedOver("no container engine: docker info does not answer");
        }
        if (!Command.of(ENGINE_ANSWERS, "docker", "image", "inspect", IMAGE)
                .run()
                .succeeded()) {
            return passedOver(
                    "container engine without the image " + IMAGE + " (docker build -t " + IMAGE + " asterisk)");
        }
        var version =
                version(Command.of(PROGRAM_ANSWERS, "docker", "run", "--rm", "--entrypoint", "asterisk", IMAGE, "-V"));
        var modules = Command.of(
                        PROGRAM_ANSWERS,
                        "docker",
                        "run",
                        "--rm",
                        "--entrypoint",
                        "sh",
                        IMAGE,
                        "-c",
                        "ls -d /usr/lib/*/asterisk/modules")
                .run();
        if (version.isEmpty() || !modules.succeeded()) {
            return passedOver("image " + IMAGE + " holds no Asterisk " + AsteriskVersion.OLDEST.major());
        }
        return Optional.of(new AsteriskInstallation(
                version.get(),
                "image " + IMAGE,
                Path.of(modules.output().strip()),
                Path.of("/usr/share/asterisk"),
                AsteriskSearch::inContainer));
    }

    /** The same paths and the host's network inside and out, so that nothing else need know of the container. */
    private static List<String> inContainer(Path state) {
        var owner = "0:0";
        try {
            owner = Files.getAttribute(state, "unix:uid") + ":" + Files.getAttribute(state, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read who owns " + state, e);
        }
        return List.of(
                "docker",
                "run",
                "--rm",
                "--init",
                "--network",
                "host",
                "--user",
                owner,
                "-v",
                state + ":" + state,
                "-v",
                "/tmp:/tmp",
                "--entrypoint",
                "asterisk",
                IMAGE);
    }

    private Optional<AsteriskInstallation> installed() {
        var program = Command.onPath("asterisk");
        if (program.isEmpty()) {
            missing.add("no asterisk on the PATH");
            return Optional.empty();
        }
        var version = version(Command.of(PROGRAM_ANSWERS, program.get().toString(), "-V"));
        if (version.isEmpty()) {
            return passedOver(program.get() + " is not Asterisk " + AsteriskVersion.OLDEST.major() + " or later");
        }
        var modules = firstWith(modulePlaces(), place -> Files.exists(place.resolve("chan_pjsip.so")));
        var data = firstWith(
                Stream.of(Path.of("/usr/share/asterisk"), Path.of("/var/lib/asterisk")),
                place -> Files.isDirectory(place.resolve("sounds/en")));
        if (modules.isEmpty() || data.isEmpty()) {
            return passedOver(program.get() + " has no chan_pjsip.so or no sounds/en in the usual places");
        }
        return Optional.of(new AsteriskInstallation(
                version.get(),
                "installed as " + program.get(),
                modules.get(),
                data.get(),
                _ -> List.of(program.get().toString())));
    }

    private static Stream<Path> modulePlaces() {
        return Stream.concat(
                Stream.of(Path.of("/usr/lib/asterisk/modules"), Path.of("/usr/lib64/asterisk/modules")),
                children(Path.of("/usr/lib")).map(library -> library.resolve("asterisk/modules")));
    }

    private Optional<AsteriskInstallation> privateRoot(Path cache) {
        try {
            return Optional.of(new DebianRoot(cache, progress).installation());
        } catch (NoAsterisk e) {
            missing.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** Something is there and cannot be used, which is worth a line; what is simply absent is not. */
    private Optional<AsteriskInstallation> passedOver(String why) {
        progress.say("Asterisk: " + why);
        missing.add(why);
        return Optional.empty();
    }

    static Optional<AsteriskVersion> version(Command asterisk) {
        return AsteriskVersion.parse(asterisk.run().output())
                .filter(version -> version.isAtLeast(AsteriskVersion.OLDEST));
    }

    private static Optional<Path> firstWith(Stream<Path> places, Predicate<Path> wanted) {
        return places.filter(wanted).findFirst();
    }

    static Stream<Path> children(Path folder) {
        try (var children = Files.list(folder)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
