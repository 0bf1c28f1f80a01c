package io.tandem.local.asterisk;

/** Where a person reads, line by line, what takes so long and what was passed over. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
