package io.tandem.campaign.pacing.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.Row;
import io.tandem.contracts.Screening;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The row of a running campaign, locked. */
record PacedCampaign(
        String id,
        String tenant,
        List<String> agents,
        List<String> trunks,
        Optional<String> callerId,
        int maxConcurrent,
        Duration ringTimeout,
        Duration wrapUp,
        Optional<Screening> amd,
        boolean record,
        boolean recordInsideOnly) {

    private static final TypeReference<Screening> SCREENING = new TypeReference<>() {};

    static PacedCampaign of(Row row) {
        return new PacedCampaign(
                row.text("id"),
                row.text("tenant"),
                row.texts("agents"),
                row.texts("trunks"),
                row.texts("caller_ids").stream().findFirst(),
                row.whole("max_concurrent"),
                Duration.ofSeconds(row.whole("ring_timeout_seconds")),
                Duration.ofSeconds(row.whole("wrap_up_seconds")),
                row.maybeText("amd").map(json -> JsonColumn.read(json, SCREENING)),
                row.is("record"),
                row.is("record_inside_only"));
    }
}
