package io.tandem.ami;

/** One message read from an AMI connection. Its kind is told by its first line: an event may carry a header {@code Response:} too. */
public sealed interface AmiMessage {

    /** The single greeting line that Asterisk writes before anything else; no empty line follows it. */
    record Banner(String version) implements AmiMessage {}

    /** {@code headers} include the first line. */
    record Event(String name, AmiHeaders headers) implements AmiMessage {}

    /** The answer to an action. {@code status}: Success, Error, Goodbye, Follows… {@code headers} include the first line. */
    record Response(String status, AmiHeaders headers) implements AmiMessage {
        public boolean isSuccess() {
            return status.equals("Success") || status.equals("Goodbye");
        }

        public String actionId() {
            return headers.text("ActionID");
        }
    }
}
