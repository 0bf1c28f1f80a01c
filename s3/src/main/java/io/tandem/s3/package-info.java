/** A bucket of an S3-compatible store (ADR-0025). Blocks, every call within its limits; for virtual or worker threads. */
@NullMarked
package io.tandem.s3;

import org.jspecify.annotations.NullMarked;
