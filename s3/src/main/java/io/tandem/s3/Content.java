package io.tandem.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Who closes it before its end drops the connection, where the SDK's own would read all that is left. */
final class Content extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> answer;
    private boolean isAtEnd;

    Content(ResponseInputStream<GetObjectResponse> answer) {
        super(answer);
        this.answer = answer;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        isAtEnd |= one < 0;
        return one;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = super.read(into, from, count);
        isAtEnd |= read < 0;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (!isAtEnd) {
            answer.abort();
        }
        super.close();
    }
}
