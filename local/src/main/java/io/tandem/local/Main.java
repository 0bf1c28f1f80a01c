package io.tandem.local;

import io.tandem.local.api.ApiException;
import io.tandem.local.asterisk.NoAsterisk;
import io.tandem.local.backing.NoPostgres;
import io.tandem.local.process.ChildFailedException;
import io.tandem.local.suite.Home;
import io.tandem.local.suite.Suite;
import io.tandem.local.suite.SuiteException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code ./tandem}, once a JDK is found and the suite is built. Exit 0: done; 1: it did not work; 2: not understood. */
public final class Main {

    public static void main(String[] args) {
        System.exit(run(CommandLine.parse(List.of(args))));
    }

    private static int run(Command command) {
        var root =
                Path.of(Optional.ofNullable(System.getProperty("tandem.root")).orElse("."));
        var suite = Suite.of(Home.of(root, System.getenv()), System.getenv());
        try {
            return new Commands(suite, System.out).run(command);
        } catch (SuiteException
                | ChildFailedException
                | ApiException
                | NoAsterisk
                | NoPostgres
                | UncheckedIOException e) {
            System.err.println("tandem: " + e.getMessage());
            return 1;
        }
    }

    private Main() {}
}
