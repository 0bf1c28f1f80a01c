package io.tandem.local.audit;

import io.tandem.local.api.Api;
import java.io.PrintStream;
import java.time.Instant;

/** Shows the audit that call-state-service makes. */
public final class Audit {

    private final Api api;
    private final PrintStream out;

    public Audit(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    /** Exit status: 0 when there is nothing to tell. */
    public int of(Instant since) {
        var report = new AuditReport(api.get("/audit?since=" + since).orThrow());
        report.lines().forEach(out::println);
        return report.isClean() ? 0 : 1;
    }
}
