package io.tandem.s3;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The store did not do what it was asked for; the message says which store, what and why, and holds no secret. */
public final class BucketFailure extends IOException {

    private static final long serialVersionUID = 1L;

    BucketFailure(String what, SdkException cause) {
        super(what + ": " + reason(cause), cause);
    }

    BucketFailure(String what, String why) {
        super(what + ": " + why);
    }

    private static String reason(SdkException cause) {
        if (cause instanceof AwsServiceException answer) {
            var details = answer.awsErrorDetails();
            return "it answers " + answer.statusCode()
                    + (details == null ? "" : " " + details.errorCode() + " " + details.errorMessage());
        }
        return "no answer, " + cause.getMessage();
    }
}
