package io.tandem.notifier.telegram.bot;

import io.tandem.notifier.NotifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether there is a bot. Always up: Telegram being away must not take the WebSocket with it. */
@Readiness
@ApplicationScoped
class BotHealth implements HealthCheck {

    private final NotifierConfig.Telegram config;

    BotHealth(NotifierConfig config) {
        this.config = config.telegram();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("telegram")
                .up()
                .withData("bot", config.token().isPresent() ? "on" : "off, no token")
                .build();
    }
}
