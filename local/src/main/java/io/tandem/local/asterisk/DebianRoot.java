package io.tandem.local.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's asterisk package with all it needs, C library included, unpacked into a folder and run there by its own dynamic linker: no
 * chroot, no root's rights, no debootstrap, and nothing of the machine changes. Made once, in a sibling that is renamed when complete,
 * under a lock file; what a crash left is used again (apt's downloads) or thrown away (a half-unpacked root).
 */
final class DebianRoot {

    /** bookworm and trixie have no asterisk package; forky has 22 LTS. */
    static final String SUITE = "forky";

    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
    /** 82 MB of packages and 10 MB of index, 268 MB unpacked. */
    private static final long ROOM_MB = 450;

    private static final Duration QUICK = Duration.ofSeconds(20);
    private static final Duration DOWNLOAD = Duration.ofMinutes(15);

    private final Path root;
    private final Path partial;
    private final Path lock;
    private final Progress progress;

    DebianRoot(Path cache, Progress progress) {
        var name = "asterisk-" + SUITE;
        this.root = cache.toAbsolutePath().resolve(name);
        this.partial = root.resolveSibling(name + ".partial");
        this.lock = root.resolveSibling(name + ".lock");
        this.progress = progress;
    }

    AsteriskInstallation installation() {
        if (!Files.isDirectory(root)) {
            buildOnce();
        }
        return describe(root)
                .orElseThrow(() -> new NoAsterisk(
                        "the private root " + root + " does not run here; delete it to have it made again"));
    }

    private void buildOnce() {
        synchronized (DebianRoot.class) {
            try {
                Files.createDirectories(root.getParent());
                try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var held = channel.lock()) {
                    if (held.isValid() && !Files.isDirectory(root)) {
                        build();
                    }
                }
            } catch (IOException e) {
                throw new NoAsterisk("Debian's package cannot be unpacked in " + root.getParent() + ": " + e, e);
            }
        }
    }

    private void build() throws IOException {
        for (var tool : List.of("apt-get", "dpkg", "dpkg-deb")) {
            if (Command.onPath(tool).isEmpty()) {
                throw new NoAsterisk("Debian's package needs " + tool
                        + ", which is not on the PATH (is this Debian or a kin of it?)");
            }
        }
        var mirror = mirror();
        var free = Files.getFileStore(root.getParent()).getUsableSpace() >> 20;
        if (free < ROOM_MB) {
            throw new NoAsterisk("Debian's package needs " + ROOM_MB + " MB in " + root.getParent() + ", and there are "
                    + free + " MB free");
        }
        progress.say("Asterisk: fetching Debian's package (" + SUITE + ", 92 MB) into " + root + ", once");
        var apt = new PrivateApt(partial.resolve("apt"), mirror);
        apt.update(QUICK.multipliedBy(6));
        apt.download("asterisk", DOWNLOAD);
        unpack(apt.packages());
        var made = partial.resolve("root");
        if (describe(made).isEmpty()) {
            throw new NoAsterisk("Debian's package was unpacked in " + made + ", but its asterisk -V does not answer "
                    + AsteriskVersion.OLDEST.major() + " or later");
        }
        Files.move(made, root, StandardCopyOption.ATOMIC_MOVE);
        delete(partial);
        progress.say("Asterisk: ready in " + root);
    }

    private void unpack(List<Path> packages) throws IOException {
        var made = partial.resolve("root");
        delete(made);
        Files.createDirectories(made);
        progress.say("Asterisk: unpacking " + packages.size() + " packages");
        for (var each : packages) {
            var outcome = Command.of(DOWNLOAD, "dpkg-deb", "-x", each.toString(), made.toString())
                    .run();
            if (!outcome.succeeded()) {
                throw new NoAsterisk("cannot unpack " + each.getFileName() + ": " + outcome.tail(3));
            }
        }
        for (var unneeded : List.of(
                "usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/perl", "usr/share/info", "usr/bin")) {
            delete(made.resolve(unneeded));
        }
        // On an installed Debian the alternatives system makes this link.
        Files.createSymbolicLink(made.resolve("usr/share/asterisk/sounds/en"), Path.of("en_US_f_Allison"));
    }

    private static Optional<AsteriskInstallation> describe(Path root) {
        return AsteriskSearch.children(root.resolve("usr/lib"))
                .filter(libraries -> Files.exists(libraries.resolve("asterisk/modules")))
                .findFirst()
                .flatMap(libraries -> describe(root, libraries));
    }

    private static Optional<AsteriskInstallation> describe(Path root, Path libraries) {
        var command = AsteriskSearch.children(libraries)
                .filter(file -> file.getFileName().toString().startsWith("ld-linux"))
                .findFirst()
                .map(linker -> StartScript.in(root, linker, libraries, root.resolve("usr/sbin/asterisk")))
                .map(script -> List.of(script.toString()));
        return command.flatMap(words -> AsteriskSearch.version(Command.of(QUICK, words, "-V"))
                .map(version -> new AsteriskInstallation(
                        version,
                        "Debian's package in " + root,
                        libraries.resolve("asterisk/modules"),
                        root.resolve("usr/share/asterisk"),
                        _ -> words)));
    }

    private static AptSources.Mirror mirror() {
        var apt = Path.of("/etc/apt");
        var parts = AsteriskSearch.children(apt.resolve("sources.list.d")).toList();
        var oneLine = Stream.concat(
                Stream.of(apt.resolve("sources.list")),
                parts.stream().filter(file -> file.toString().endsWith(".list")));
        var deb822 = parts.stream().filter(file -> file.toString().endsWith(".sources"));
        var found = AptSources.mirror(texts(oneLine), texts(deb822))
                .orElseThrow(() -> new NoAsterisk(
                        "Debian's package needs a Debian mirror, and this machine's apt sources name none"));
        var keyring = found.keyring().orElse(KEYRING);
        if (!Files.isReadable(Path.of(keyring))) {
            throw new NoAsterisk(
                    "Debian's package cannot be verified: " + keyring + " is missing (package debian-archive-keyring)");
        }
        return new AptSources.Mirror(found.uri(), Optional.of(keyring));
    }

    private static List<String> texts(Stream<Path> files) {
        return files.filter(Files::isReadable)
                .map(file -> {
                    try {
                        return Files.readString(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
