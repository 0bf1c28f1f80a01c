package io.tandem.aricontroller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tandem.s3.BucketConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** All settings of ari-controller. */
@ConfigMapping(prefix = "ari-controller")
public interface AriControllerConfig {

    Pbx pbx();

    Link link();

    Limits limits();

    Facts facts();

    Recordings recordings();

    Dialplan dialplan();

    Media media();

    /**
     * Whether an agent may transfer a call by their phone's own key. The PBX must be told the same (PHONE_TRANSFERS), and what speaks
     * against it is in ADR-0027. Off: a phone that asks is told no.
     */
    @WithDefault("false")
    boolean phoneTransfers();

    /** The PBX that this controller serves. */
    interface Pbx {
        /** Its name in facts and commands. */
        @WithDefault("pbx-1")
        String id();

        @WithDefault("http://127.0.0.1:8188/ari")
        URI baseUri();

        /** User of {@code ari.conf}. */
        @WithDefault("tandem")
        String user();

        /** The user's password; has no default outside development. */
        String secret();

        /** For one REST request. */
        @WithDefault("3s")
        Duration requestLimit();

        /** Kept open for requests; below {@code sessionlimit} of {@code http.conf}. */
        @WithDefault("48")
        int connections();

        /** Idle connections are closed by us first: below {@code session_keep_alive} of {@code http.conf} (15 s). */
        @WithDefault("8s")
        Duration keepAlive();
    }

    /** The WebSocket of each shard. */
    interface Link {
        @WithDefault("100ms")
        Duration firstRetry();

        @WithDefault("5s")
        Duration longestRetry();

        /** Up for so long, and the failures before are forgotten. */
        @WithDefault("30s")
        Duration settled();

        @WithDefault("1s")
        Duration aliveEvery();

        /** For {@code GET /applications/{app}}; two misses in a row end the incarnation. */
        @WithDefault("2s")
        Duration probeLimit();

        /** How often what lives on the PBX is compared with what we know, and what was left behind is removed. */
        @WithDefault("30s")
        Duration sweepEvery();
    }

    /** Of a call. */
    interface Limits {
        /** For the application, when a command comes while ARI is away; what expires before is refused. */
        @WithDefault("8s")
        Duration ready();

        @WithDefault("2s")
        Duration control();

        @WithDefault("5s")
        Duration ringGrace();

        @WithDefault("60s")
        Duration adoptedRing();

        @WithDefault("2s")
        Duration hangUp();

        @WithDefault("2s")
        Duration leaving();

        /**
         * Whoever came in and for whom nobody says anything in time hears that nobody is there; a phone that asked for a transfer of
         * which nobody says anything is told that it failed.
         */
        @WithDefault("20s")
        Duration unserved();

        /** Longer than any sound that is played to a caller in one go. */
        @WithDefault("2m")
        Duration playback();

        /** How many ended calls and answered commands are remembered. */
        @WithDefault("20000")
        int memory();
    }

    /** Where recordings are kept; see ADR-0015. */
    interface Recordings {
        /**
         * A directory that call-state-service reads too; made where it is not there. With a bucket: of this machine's own, where recordings
         * are made before they are uploaded, two at once, of each the sides and the whole.
         */
        @WithDefault("recordings")
        Path directory();

        /** A bucket of an S3-compatible store to keep them in, where one is named; else the directory keeps them. See ADR-0025. */
        BucketConfig s3();
    }

    /** What a site has in the PBX's dialplan beside us. */
    interface Dialplan {
        /** Contexts into which a caller may be sent, such as a queue or a menu of the site's own; none: nowhere. */
        Optional<Set<String>> contexts();
    }

    /** Programs that may be connected to calls; see docs/media.md. */
    interface Media {
        /** Each {@code name=host:port}, as the PBX reaches it; a caller names one of them. None: no call is connected to anything. */
        Optional<Set<String>> targets();
    }

    /** Facts on their way to Kafka. */
    interface Facts {
        /** So many unconfirmed, and no more is read from ARI until half of them are confirmed. */
        @WithDefault("4000")
        int unconfirmed();
    }
}
