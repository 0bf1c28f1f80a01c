package io.tandem.campaign.contact.api;

import io.tandem.edge.problem.Problem;
import io.tandem.edge.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A request's body as it arrives: refused with 413 once it is longer than allowed, and digested on its way. */
final class BoundedBody extends FilterInputStream {

    private final long limit;
    private final MessageDigest digest;
    private long read;

    BoundedBody(InputStream body, long limit, MessageDigest digest) {
        super(body);
        this.limit = limit;
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            digest.update((byte) b);
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = super.read(into, offset, length);
        if (n > 0) {
            digest.update(into, offset, n);
            count(n);
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int n) {
        read += n;
        if (read > limit) {
            throw tooLarge(limit);
        }
    }

    static ProblemException tooLarge(long limit) {
        return new ProblemException(
                Problem.of(413, "Content Too Large", "an import may have at most " + limit + " bytes"));
    }
}
