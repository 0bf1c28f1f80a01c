package io.tandem.amigateway.link;

/** An action has no answer. {@code sent}: it went out and may have been carried out; otherwise it never left. */
public final class AmiUnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    private AmiUnansweredException(boolean sent, String message) {
        super(message, null, false, false);
        this.sent = sent;
    }

    public static AmiUnansweredException sent(String message) {
        return new AmiUnansweredException(true, message);
    }

    public static AmiUnansweredException notSent(String message) {
        return new AmiUnansweredException(false, message);
    }

    public boolean sent() {
        return sent;
    }
}
