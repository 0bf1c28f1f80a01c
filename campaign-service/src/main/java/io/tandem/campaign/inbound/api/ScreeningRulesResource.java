package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryResource;
import io.tandem.campaign.inbound.ScreeningRule;
import io.tandem.campaign.inbound.store.ScreeningRules;
import io.tandem.edge.tenancy.Caller;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/screening-rules}: which calls to the caller's tenant are let in. */
@Path(ScreeningRulesResource.PATH)
@Tag(name = "Screening rules")
public class ScreeningRulesResource extends DirectoryResource<ScreeningRuleBody, ScreeningRule> {

    static final String PATH = "/api/v1/screening-rules";

    ScreeningRulesResource(ScreeningRules store, Caller caller) {
        super(store, caller, PATH);
    }
}
