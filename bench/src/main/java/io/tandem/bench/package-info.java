/** Benchmarks. They print figures and judge nothing: tests assert no timings. */
@NullMarked
package io.tandem.bench;

import org.jspecify.annotations.NullMarked;
