package io.tandem.local.suite;

import io.tandem.local.plan.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

/** How many processes of each service belong to the suite that runs, in a file for as long as it does: one, unless somebody said more. */
record Replicas(Path file) {

    static Replicas of(Home home) {
        return new Replicas(home.run().resolve("replicas.properties"));
    }

    List<Replica> of(Service service) {
        return IntStream.rangeClosed(1, count(service))
                .mapToObj(number -> new Replica(service, number))
                .toList();
    }

    void set(Service service, int count) {
        var all = load();
        all.setProperty(service.id(), String.valueOf(count));
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newBufferedWriter(file)) {
                all.store(out, "processes of each service, where there is more than one");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private int count(Service service) {
        return Integer.parseInt(load().getProperty(service.id(), "1"));
    }

    private Properties load() {
        var all = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                all.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return all;
    }
}
