package io.tandem.s3;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket of an S3-compatible store, as a group of a service's settings. Who uses it needs {@code s3:GetObject}, {@code s3:PutObject},
 * {@code s3:DeleteObject} and {@code s3:ListBucket}: without the last a store says that it denies what is only not there.
 */
public interface BucketConfig {

    /** It must exist; it is never made. None: nothing is kept in a bucket, and nothing else of this is looked at. */
    Optional<String> bucket();

    /** Where the store is, such as {@code https://minio.example.com}; none: Amazon's of the region. */
    Optional<URI> endpoint();

    @WithDefault("us-east-1")
    String region();

    /** The bucket as the first part of the path, as most stores want it, and not as a host of its own. */
    @WithDefault("true")
    boolean pathStyle();

    /**
     * None: what the AWS SDK finds, in this order: {@code AWS_ACCESS_KEY_ID} and its like in the environment, the file that
     * {@code AWS_SHARED_CREDENTIALS_FILE} names, the machine's own role.
     */
    Optional<String> accessKey();

    /** Goes with {@link #accessKey()}. */
    Optional<String> secretKey();

    /** Server-side encryption that is asked for with every file: {@code AES256} or {@code aws:kms}; none: as the bucket has it. */
    Optional<String> encryption();

    /** How long the store may be silent, and how long an answer without a file may take with all its attempts. */
    @WithDefault("PT10S")
    Duration timeout();
}
