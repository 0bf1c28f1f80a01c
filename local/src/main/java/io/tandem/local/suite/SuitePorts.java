package io.tandem.local.suite;

import io.tandem.local.plan.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Which port each is on: {@code TANDEM_PORT_<NAME>}, else the file, else the standard one plus {@code TANDEM_PORT_OFFSET} or {@code
 * offset} in the file.
 */
public record SuitePorts(Map<Port, Integer> numbers) {

    public static final String FILE = "ports.properties";

    public SuitePorts {
        numbers = Map.copyOf(numbers);
    }

    public static SuitePorts of(Map<String, String> environment, Path file) {
        var fromFile = load(file);
        var offset = Optional.ofNullable(environment.get("TANDEM_PORT_OFFSET"))
                .or(() -> Optional.ofNullable(fromFile.getProperty("offset")))
                .map(text -> number("the port offset", text))
                .orElse(0);
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            numbers.put(port, choose(port, environment, fromFile, offset));
        }
        return new SuitePorts(numbers);
    }

    public int of(Port port) {
        return numbers.get(port);
    }

    SuitePorts with(Port port, int number) {
        var changed = new EnumMap<>(numbers);
        changed.put(port, number);
        return new SuitePorts(changed);
    }

    /** So that later commands find the ports that {@code up} was given. */
    void save(Path file) {
        var properties = new Properties();
        numbers.forEach((port, number) -> properties.setProperty(port.key(), String.valueOf(number)));
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newBufferedWriter(file)) {
                properties.store(out, "the ports of the suite that runs");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static int choose(Port port, Map<String, String> environment, Properties file, int offset) {
        var text = environment.get(port.variable());
        if (text != null) {
            return number(port.variable(), text);
        }
        var property = file.getProperty(port.key());
        return property == null
                ? number("with the port offset, " + port.key(), String.valueOf(port.standard() + offset))
                : number(port.key() + " in " + FILE, property);
    }

    private static int number(String what, String text) {
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= 0 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below, like a number out of range
        }
        throw new SuiteException(what + " is \"" + text + "\", which is no port number");
    }

    private static Properties load(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return properties;
    }
}
