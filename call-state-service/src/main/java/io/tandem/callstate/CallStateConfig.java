package io.tandem.callstate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tandem.s3.BucketConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/** Settings of call-state-service. */
@ConfigMapping(prefix = "call-state-service")
public interface CallStateConfig {

    /** The PBX that new calls go to when none is known to take them. */
    @WithDefault("pbx-1")
    String pbx();

    /** How long an agent's phone rings. */
    @WithDefault("PT20S")
    Duration agentRing();

    /** How long a customer's phone rings when the request does not say. */
    @WithDefault("PT45S")
    Duration customerRing();

    /** How long a customer is parked, when the request does not say, before whoever parked them is called back. */
    @WithDefault("PT2M")
    Duration park();

    /** A reservation whose call does not exist is released after this. */
    @WithDefault("PT10S")
    Duration orphanedReservation();

    Agents agents();

    /** What becomes of agents after their calls; see {@code agent.PresenceMachine}. */
    interface Agents {

        /** Wrap-up of a logged-in agent after a talk that no campaign asked for. Zero: none. */
        @WithDefault("PT5S")
        Duration wrapUp();

        /** An agent who does not answer so many calls in a row is paused. Zero: never. */
        @WithDefault("3")
        int missedOffers();

        /** How long the changes of presences are kept for reports. */
        @WithDefault("P400D")
        Duration retention();
    }

    Inbound inbound();

    /** Calls that come in; see docs/inbound.md. */
    interface Inbound {

        /** How long a call for one agent alone waits for them. */
        @WithDefault("PT2M")
        Duration agentWait();

        /** A callback that could not be made within this, from the moment the caller came into the queue, is given up. */
        @WithDefault("PT12H")
        Duration callbackPatience();
    }

    Callbacks callbacks();

    /** People who are called back; see docs/inbound.md. */
    interface Callbacks {

        /** How often a person who cannot be reached is called at most. An attempt that no agent took does not count. */
        @WithDefault("3")
        int attempts();

        /** From the end of an attempt to the next. */
        @WithDefault("PT15M")
        Duration between();
    }

    Ledger ledger();

    /** The PBX's own ledger, schema {@code pbx}; see ADR-0013. */
    interface Ledger {

        /** Whether Asterisk writes its channel event log there. Without it a snapshot's word is all there is after a gap. */
        @WithDefault("false")
        boolean kept();

        /** How long the end of a channel that is gone is waited for, before it is held to be cut off. */
        @WithDefault("PT1S")
        Duration patience();

        /** Rows older than this are deleted. */
        @WithDefault("P90D")
        Duration retention();
    }

    History history();

    /** Ended calls in PostgreSQL, by month; see ADR-0019. */
    interface History {

        /** A month goes, with all that is kept of its calls, when all of it is older than this: such as P24M. None: it stays for ever. */
        Optional<Period> retention();

        /** So many months ahead have their place already. */
        @WithDefault("3")
        int monthsAhead();
    }

    Recordings recordings();

    /** See ADR-0015. */
    interface Recordings {

        /** The store: a directory that ari-controller writes to and every replica of ours reads. */
        @WithDefault("recordings")
        Path directory();

        /** A bucket of an S3-compatible store that they are in instead, where one is named: ari-controller's. See ADR-0025. */
        BucketConfig s3();

        /** One that was stored is erased after this. */
        @WithDefault("P90D")
        Duration retention();

        /** One that the PBX did not give within this, from its request on, failed for good. */
        @WithDefault("P1D")
        Duration patience();
    }

    Limits limits();

    /** Time limits of the waits; see {@code call.Limits}. */
    interface Limits {

        /** A command that is read later than this is refused. Shorter than the waits for what it does. */
        @WithDefault("PT2S")
        Duration commandLife();

        @WithDefault("PT3S")
        Duration agentSign();

        @WithDefault("PT5S")
        Duration join();

        @WithDefault("PT2.5S")
        Duration handOff();

        @WithDefault("PT2.5S")
        Duration customerSign();

        @WithDefault("PT5S")
        Duration grace();

        @WithDefault("PT2S")
        Duration ending();

        @WithDefault("PT3S")
        Duration giveUp();

        @WithDefault("PT0.5S")
        Duration settle();

        /** How long a customer who answered is listened to before they are connected unheard; AMD itself takes 5 s at most. */
        @WithDefault("PT12S")
        Duration screening();

        /** How long a machine's greeting and the message may take together. */
        @WithDefault("PT3M")
        Duration message();

        /** How long an ended call stays in Redis. */
        @WithDefault("PT30S")
        Duration archive();

        /** How long a customer may hear music while an agent consults somebody; then they are back with the agent. */
        @WithDefault("PT15M")
        Duration consult();
    }
}
