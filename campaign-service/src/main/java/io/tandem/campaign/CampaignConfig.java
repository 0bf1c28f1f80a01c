package io.tandem.campaign;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything about this service that an operator may set. */
@ConfigMapping(prefix = "campaign")
public interface CampaignConfig {

    Pacing pacing();

    Imports imports();

    Outbox outbox();

    interface Pacing {

        /** How often running campaigns are looked at when nothing happens. */
        @WithDefault("PT0.5S")
        Duration tick();

        /** A request to dial that is read later than this after its claim dials nothing. */
        @WithDefault("PT10S")
        Duration requestExpiry();

        /** An attempt of which nothing was heard for this long after its request expired is UNKNOWN. */
        @WithDefault("PT60S")
        Duration unconfirmedAfter();

        /** A claim whose request was not acknowledged by Kafka for this long is published again. */
        @WithDefault("PT3S")
        Duration republishAfter();

        /** How long an agent who did not take a call gets no other. */
        @WithDefault("PT30S")
        Duration agentBackOff();

        /** How long an agent who turned out not to be free gets no other call. */
        @WithDefault("PT5S")
        Duration agentBusyBackOff();

        /** After so many attempts that failed through our own fault a contact is given up. */
        @WithDefault("5")
        int maxFaults();

        /** The least time between two campaign.progress events of one campaign. */
        @WithDefault("PT2S")
        Duration progressEvery();
    }

    interface Imports {

        @WithDefault("33554432")
        long maxBytes();

        /** Rows in one insert. */
        @WithDefault("500")
        int batch();

        /** An import that was not heard of for this long died, and no longer keeps its campaign from completing. */
        @WithDefault("PT2M")
        Duration abandonedAfter();
    }

    interface Outbox {

        /** How often the outbox is looked at when nothing kicked it. */
        @WithDefault("PT1S")
        Duration tick();

        @WithDefault("100")
        int batch();
    }
}
