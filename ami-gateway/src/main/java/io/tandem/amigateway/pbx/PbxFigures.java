package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiMessage;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.time.Instant;

/** What the answers to CoreStatus and CoreSettings say. */
final class PbxFigures {

    static LinkReport.Boot boot(AmiMessage.Response status, AmiMessage.Response settings) {
        return new LinkReport.Boot(
                local(status, "CoreStartup"), settings.headers().text("AsteriskVersion"));
    }

    /** {@code CoreCurrentCalls} counts channels, whatever its name says: 4 for two parties in a room and its two announcers. */
    static PbxFact.PbxStatus status(
            String pbxId, Instant at, AmiMessage.Response coreStatus, int calls, Instant startedAt) {
        return new PbxFact.PbxStatus(
                pbxId,
                FactSource.AMI,
                at,
                calls,
                (int) number(coreStatus, "CoreCurrentCalls"),
                number(coreStatus, "CoreProcessedCalls"),
                Duration.ofSeconds(Duration.between(startedAt, at).toSeconds()),
                local(coreStatus, "CoreStartup"),
                local(coreStatus, "CoreReload"));
    }

    private static String local(AmiMessage.Response status, String what) {
        return status.headers().text(what + "Date") + "T" + status.headers().text(what + "Time");
    }

    private static long number(AmiMessage.Response response, String name) {
        var text = response.headers().text(name);
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    private PbxFigures() {}
}
