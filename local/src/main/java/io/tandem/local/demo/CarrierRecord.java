package io.tandem.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One call as the carrier wrote it down itself, in its {@code calls.csv}. */
record CarrierRecord(double start, boolean answered, String number, int cause, String behaviour) {

    private static final int COLUMNS = 10;

    /** Those that began at or after the time, in epoch seconds. */
    static List<CarrierRecord> since(double start, Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .flatMap(line -> parse(line).stream())
                    .filter(record -> record.start() >= start)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** {@code start,answer,end,src,dst,disposition,hangupcause,behaviour,sipcallid,uniqueid}; empty for a line that is not whole. */
    static Optional<CarrierRecord> parse(String line) {
        var fields = line.replace("\"", "").split(",", -1);
        if (fields.length != COLUMNS) {
            return Optional.empty();
        }
        return Optional.of(new CarrierRecord(
                Double.parseDouble(fields[0]),
                fields[5].equals("ANSWERED"),
                fields[4],
                fields[6].isBlank() ? 0 : Integer.parseInt(fields[6]),
                fields[7]));
    }

    /** How the suite has to call what the carrier did. */
    Set<String> outcomes() {
        return switch (behaviour) {
            case "answers", "person", "hangs-up", "dtmf" -> Set.of("ANSWERED");
            case "machine" -> Set.of("ANSWERED", "MACHINE");
            case "busy" -> Set.of("BUSY");
            case "rings-out" -> Set.of("NO_ANSWER");
            case "congested" -> Set.of("CONGESTION");
            case "unallocated", "unknown-number" -> Set.of("INVALID_NUMBER");
            case "rejects" -> Set.of("REJECTED");
            default -> Set.of();
        };
    }
}
