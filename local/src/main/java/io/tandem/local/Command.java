package io.tandem.local;

import io.tandem.local.audit.Since;
import io.tandem.local.token.Claims;
import java.util.Map;

/** What was asked for on the command line. */
sealed interface Command {

    record Up(boolean detach) implements Command {}

    record Down() implements Command {}

    record Status() implements Command {}

    record Logs(String part, boolean follow) implements Command {}

    /** {@code environment}: variables of the new process, over those that the suite gives it. */
    record Restart(String part, Map<String, String> environment) implements Command {}

    record Kill(String part) implements Command {}

    /** {@code count}: how many processes of the service there shall be. */
    record Scale(String service, int count) implements Command {}

    record Token(Claims claims) implements Command {}

    record Call(String agent, String number) implements Command {}

    record Demo(boolean keep) implements Command {}

    record Audit(Since since) implements Command {}

    record Help() implements Command {}

    /** Not understood; {@code why} says what, and how it is written. */
    record Wrong(String why) implements Command {}
}
