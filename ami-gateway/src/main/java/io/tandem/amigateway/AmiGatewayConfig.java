package io.tandem.amigateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can be set here; as environment variables {@code AMI_GATEWAY_PBX_EVENTS_SECRET} and so on. */
@ConfigMapping(prefix = "ami-gateway")
public interface AmiGatewayConfig {

    /** The one PBX of a small installation. It is there if its secrets are. */
    One pbx();

    /** PBXs by id, beside {@link #pbx()}. The environment alone cannot make such an id: use properties, or {@link #pbxFile()}. */
    Map<String, Pbx> pbxs();

    /** For PBXs that {@code tandem.directory} names, by the name that it gives. */
    Map<String, Held> credentials();

    /** A file of PBXs and credentials as {@link io.tandem.amigateway.entry.PbxFile} describes; what it says wins over everything here. */
    Optional<String> pbxFile();

    /** How often the file is read. A change counts once it was read the same twice. */
    @WithDefault("2s")
    Duration pbxFileInterval();

    Link link();

    Actions actions();

    Pressure pressure();

    Publish publish();

    interface One extends Pbx {
        @WithDefault("pbx-1")
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
        String id();
    }

    interface Pbx {
        @WithDefault("127.0.0.1")
        @NotBlank
        String host();

        @WithDefault("5138")
        @Min(1)
        @Max(65_535)
        int port();

        /** AMI over TLS. Without, the secrets do not travel either: the login proves them (MD5 challenge). */
        @WithDefault("false")
        boolean tls();

        /** PEM certificates of whom to trust; without it, whom the JVM trusts. */
        @WithName("tls.trust-file")
        Optional<String> tlsTrustFile();

        @WithName("tls.verify-host")
        @WithDefault("true")
        boolean tlsVerifyHost();

        /** Reads {@code call,system,user}, writes {@code reporting}. */
        @WithName("events.user")
        @WithDefault("tandem-events")
        String eventsUser();

        @WithName("events.secret")
        Optional<String> eventsSecret();

        /** Reads {@code call} (OriginateResponse), writes {@code originate,call,reporting}. */
        @WithName("actions.user")
        @WithDefault("tandem-actions")
        String actionsUser();

        @WithName("actions.secret")
        Optional<String> actionsSecret();

        /** Share of new calls among PBXs that are equally busy; 0: none but those that ask for this PBX. */
        @WithDefault("100")
        @Min(0)
        @Max(1_000)
        int weight();

        /** What it is for, for whoever chooses a PBX for a call. */
        Optional<List<String>> tags();

        /** No new call is sent there. */
        @WithDefault("false")
        boolean maintenance();

        /** Where a channel is put into the room that its extension names. */
        @WithDefault("tandem-conference")
        String conferenceContext();

        /** Where a channel leaves for the ARI application that {@code TANDEM_APP} names; the extension is its role. */
        @WithDefault("tandem-handoff")
        String handOffContext();
    }

    interface Held {
        @WithName("events.user")
        @WithDefault("tandem-events")
        String eventsUser();

        @WithName("events.secret")
        String eventsSecret();

        @WithName("actions.user")
        @WithDefault("tandem-actions")
        String actionsUser();

        @WithName("actions.secret")
        String actionsSecret();

        /** PEM certificates of whom to trust where the PBX speaks TLS; without it, whom the JVM trusts. */
        Optional<String> trustFile();
    }

    interface Link {
        @WithDefault("2s")
        Duration connectTimeout();

        @WithDefault("5s")
        Duration loginTimeout();

        /** A silent peer is found within this and {@link #pingTimeout()}. */
        @WithDefault("3s")
        Duration pingInterval();

        @WithDefault("2s")
        Duration pingTimeout();

        /** A session that lasted as long counts as good: its loss is the first failure again. */
        @WithDefault("10s")
        Duration settledAfter();

        /** Doubles from failure to failure; the first retry is at once. */
        @WithDefault("250ms")
        Duration retryFirst();

        @WithDefault("2s")
        Duration retryMost();

        /** After a refused login; long, because guards of the PBX count them. Doubles with each in a row. */
        @WithDefault("10s")
        Duration retryRefused();

        @WithDefault("5m")
        Duration retryRefusedMost();

        /** How long a PBX may take from login to FullyBooted. */
        @WithDefault("60s")
        Duration bootTimeout();

        @WithDefault("1s")
        Duration aliveInterval();

        /** How long a partition is held back for its links to be closed before another replica may have it. */
        @WithDefault("3s")
        Duration handOver();

        /** A PBX that was removed keeps its link until its last call has ended, but no longer than this. */
        @WithDefault("2h")
        Duration retireWithin();
    }

    interface Actions {
        /** An action without an answer for so long has an unknown fate. */
        @WithDefault("5s")
        Duration timeout();

        /** How long after a failed originate its channel may still be told of before it is taken for never having lived. */
        @WithDefault("1s")
        Duration grace();

        /** How long an originate whose answer was lost is asked after before its fate is unknown. */
        @WithDefault("30s")
        Duration inquiry();

        /** Where a channel's recording is started; the extension is {@code <callId>-<n>}. */
        @WithDefault("tandem-record")
        String recordContext();

        /** Where a channel is parked; the extension is {@code <callId>-<seconds>}. */
        @WithDefault("tandem-park")
        String parkContext();

        /** Where a channel is sent on to the number or agent's extension that is its extension. */
        @WithDefault("tandem-transfer")
        String transferContext();
    }

    /** Facts on their way to Kafka. Counted for each PBX: above {@code high} its events are not read on, below {@code low} they are again. */
    interface Pressure {
        @WithDefault("8000")
        @Min(1)
        int high();

        @WithDefault("7000")
        @Min(0)
        int low();
    }

    /** How facts are packed for Kafka. Brokers and how to be let in: {@code kafka.*}. */
    interface Publish {
        /** How long a fact waits for others to go with it, beyond the request that is under way: what comes up meanwhile goes together. */
        @WithDefault("0ms")
        Duration linger();

        @WithDefault("65536")
        @Min(0)
        int batchBytes();

        /** Facts of all PBXs that Kafka has not acknowledged yet; beyond, they wait unpacked until {@link Pressure} stops the reading. */
        @WithDefault("16777216")
        @Min(1_048_576)
        long bufferBytes();

        @WithDefault("lz4")
        @Pattern(regexp = "none|gzip|snappy|lz4|zstd")
        String compression();
    }
}
