package io.tandem.aricontroller.recording;

import java.time.Duration;

/** A recording that is in the store. {@code sha256}: of the file, 64 hexadecimal digits. */
public record Stored(Duration length, long bytes, String sha256) {}
