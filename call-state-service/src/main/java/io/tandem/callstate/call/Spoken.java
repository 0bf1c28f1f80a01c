package io.tandem.callstate.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What callers are told, in sounds of Asterisk's own English core set. */
final class Spoken {

    /** "I'm sorry … please try your call again later." */
    static final List<String> NOBODY = List.of("sound:im-sorry", "sound:please-try-call-later");

    static final List<String> THANKS = List.of("sound:auth-thankyou", "sound:goodbye");

    /** "You are next"; or "there are n callers waiting", those ahead and the caller; and after that about how long it takes. */
    static List<String> of(Standing standing) {
        var media = new ArrayList<String>();
        if (standing.position() == 1) {
            media.add("sound:queue-youarenext");
        } else {
            media.addAll(List.of("sound:queue-thereare", "number:" + standing.position(), "sound:queue-callswaiting"));
        }
        var wait = standing.expectedWait();
        if (wait != null && wait.compareTo(Duration.ofMinutes(1)) >= 0) {
            media.addAll(List.of("sound:queue-holdtime", "number:" + roundedUp(wait), "sound:queue-minutes"));
        }
        media.add("sound:queue-thankyou");
        return List.copyOf(media);
    }

    /** At least two, so that it is "minutes". */
    private static long roundedUp(Duration wait) {
        return Math.max(2, wait.plusSeconds(59).toMinutes());
    }

    private Spoken() {}
}
