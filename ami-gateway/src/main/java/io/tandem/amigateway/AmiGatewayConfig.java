package io.tandem.amigateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** Everything that can be set here; as environment variables {@code AMI_GATEWAY_PBX_EVENTS_SECRET} and so on. */
@ConfigMapping(prefix = "ami-gateway")
public interface AmiGatewayConfig {

    Pbx pbx();

    Link link();

    Actions actions();

    Pressure pressure();

    /** The one PBX of this process. */
    interface Pbx {
        @WithDefault("pbx-1")
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
        String id();

        @WithDefault("127.0.0.1")
        @NotBlank
        String host();

        @WithDefault("5138")
        @Min(1)
        @Max(65_535)
        int port();

        /** Reads {@code call,system,user}, writes {@code reporting}. */
        @WithName("events.user")
        @WithDefault("tandem-events")
        String eventsUser();

        @WithName("events.secret")
        String eventsSecret();

        /** Reads {@code call} (OriginateResponse), writes {@code originate,call}. */
        @WithName("actions.user")
        @WithDefault("tandem-actions")
        String actionsUser();

        @WithName("actions.secret")
        String actionsSecret();

        /** Where a channel is put into the room that its extension names. */
        @WithDefault("tandem-conference")
        String conferenceContext();

        /** Where a channel leaves for the ARI application that {@code TANDEM_APP} names; the extension is its role. */
        @WithDefault("tandem-handoff")
        String handOffContext();
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

        /** After a refused login; long, because Asterisk counts them. */
        @WithDefault("10s")
        Duration retryRefused();

        /** How long a PBX may take from login to FullyBooted. */
        @WithDefault("60s")
        Duration bootTimeout();

        @WithDefault("1s")
        Duration aliveInterval();
    }

    interface Actions {
        /** An action without an answer for so long has an unknown fate. */
        @WithDefault("5s")
        Duration timeout();

        /** How long after a failed originate its channel may still be told of before it is taken for never having lived. */
        @WithDefault("1s")
        Duration grace();
    }

    /** Facts on their way to Kafka. Above {@code high} the PBX's events are not read on, below {@code low} they are again. */
    interface Pressure {
        @WithDefault("2000")
        @Min(1)
        int high();

        @WithDefault("500")
        @Min(0)
        int low();
    }
}
