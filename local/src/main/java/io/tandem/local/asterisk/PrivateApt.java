package io.tandem.local.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An apt whose state, lists and cache are in a folder of ours and which knows one source. The machine's own apt configuration is still
 * read, so its proxy and its credentials for the mirror hold; its packages do not count as installed, so all that is needed is downloaded.
 */
record PrivateApt(Path folder, AptSources.Mirror mirror) {

    void update(Duration limit) throws IOException {
        for (var each : List.of("state/lists/partial", "cache/archives/partial", "etc")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("state/status"), "");
        var signedBy =
                mirror.keyring().map(keyring -> "[signed-by=" + keyring + "] ").orElse("");
        Files.writeString(
                folder.resolve("etc/sources.list"),
                "deb " + signedBy + mirror.uri() + " " + DebianRoot.SUITE + " main\n");
        Files.writeString(folder.resolve("apt.conf"), configuration());
        run("reach the mirror that this machine's apt uses", limit, "update");
    }

    void download(String name, Duration limit) {
        run(
                "download the package " + name,
                limit,
                "install",
                "--yes",
                "--download-only",
                "--no-install-recommends",
                name);
    }

    List<Path> packages() {
        return AsteriskSearch.children(folder.resolve("cache/archives"))
                .filter(file -> file.toString().endsWith(".deb"))
                .toList();
    }

    private String configuration() {
        return """
                Dir::State "%1$s/state";
                Dir::State::status "%1$s/state/status";
                Dir::Cache "%1$s/cache";
                Dir::Etc::sourcelist "%1$s/etc/sources.list";
                Dir::Etc::sourceparts "/dev/null";
                Dir::Etc::preferences "/dev/null";
                Dir::Etc::preferencesparts "/dev/null";
                APT::Sandbox::User "root";
                APT::Update::Error-Mode "any";
                Acquire::Retries "2";
                Acquire::http::Timeout "20";
                Acquire::https::Timeout "20";
                Acquire::Languages "none";
                """.formatted(folder);
    }

    private void run(String what, Duration limit, String... arguments) {
        var outcome = Command.of(limit, List.of("apt-get", "-q"), arguments)
                .with("APT_CONFIG", folder.resolve("apt.conf").toString())
                .with("DEBIAN_FRONTEND", "noninteractive")
                .run();
        if (!outcome.succeeded()) {
            throw new NoAsterisk("Debian's package: cannot " + what + ":\n" + outcome.tail(4));
        }
    }
}
