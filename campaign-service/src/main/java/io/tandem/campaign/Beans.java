package io.tandem.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** Beans that are not ours: the clock, and the groups of the configuration. */
class Beans {

    @Produces
    @ApplicationScoped
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    CampaignConfig.Pacing pacing(CampaignConfig config) {
        return config.pacing();
    }

    @Produces
    CampaignConfig.Imports imports(CampaignConfig config) {
        return config.imports();
    }

    @Produces
    CampaignConfig.Outbox outbox(CampaignConfig config) {
        return config.outbox();
    }
}
