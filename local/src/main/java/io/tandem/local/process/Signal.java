package io.tandem.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** How a process is asked, or made, to end. */
public enum Signal {
    TERM,
    INT,
    KILL;

    boolean send(ProcessHandle process) {
        return switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case INT -> interrupt(process.pid());
        };
    }

    private static boolean interrupt(long pid) {
        try {
            return new ProcessBuilder("kill", "-INT", String.valueOf(pid))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
