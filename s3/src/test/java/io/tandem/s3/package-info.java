/** A real S3-compatible store for tests. */
@NullMarked
package io.tandem.s3;

import org.jspecify.annotations.NullMarked;
