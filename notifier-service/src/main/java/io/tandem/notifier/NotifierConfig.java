package io.tandem.notifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Everything that can be set about the notifier. */
@ConfigMapping(prefix = "notifier-service")
public interface NotifierConfig {

    Events events();

    Live live();

    Telegram telegram();

    /** The event log. */
    interface Events {

        /** How long an event can be replayed. */
        @WithDefault("PT24H")
        Duration retention();

        @WithDefault("PT10M")
        Duration pruneEvery();

        /** Most events in one insert; an insert never waits to be filled. */
        @WithDefault("200")
        @Min(1)
        @Max(5000)
        int batch();

        /** Events that may wait for the database before Kafka is read no further. */
        @WithDefault("1000")
        @Min(1)
        int backlog();
    }

    /** WebSocket clients. */
    interface Live {

        /** Frames that may wait for one client; one more, and it is dropped with code 1013. */
        @WithDefault("1000")
        @Min(1)
        int queue();

        /** How long a client may take for one replayed frame, and for leaving once it was told to. */
        @WithDefault("PT10S")
        Duration patience();

        /** Events read from the log at a time for a replay. */
        @WithDefault("500")
        @Min(1)
        int replayPage();
    }

    /** The Telegram bot; without a token there is none. */
    interface Telegram {

        /** As BotFather gave it. Set it by the environment: {@code NOTIFIER_SERVICE_TELEGRAM_TOKEN}. */
        Optional<String> token();

        @WithDefault("https://api.telegram.org")
        URI apiUrl();

        /** Whether customers' numbers are shown by their last two digits only. */
        @WithDefault("true")
        boolean maskNumbers();

        /** Calls whose first event to be shown is older than this are not announced any more (after an outage, say). */
        @WithDefault("PT10M")
        Duration announceWithin();

        Limits limits();
    }

    /** What Telegram lets a bot do; see its FAQ, "My bot is hitting limits". */
    interface Limits {

        /** Least time between two messages or edits in one chat. */
        @WithDefault("PT1S")
        Duration perChat();

        @WithDefault("20")
        @Min(1)
        int perMinuteInGroup();

        @WithDefault("30")
        @Min(1)
        int perSecondInAll();
    }
}
