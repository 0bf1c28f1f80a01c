package io.tandem.bench;

/** Something to measure; prints its own table. */
public interface Benchmark {

    String name();

    /** One line: what is measured, of what, with how many. */
    String about();

    void run();
}
