package io.tandem.callstate.ledger.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.ledger.Audit;
import io.tandem.callstate.ledger.Finding;
import io.tandem.callstate.ledger.KeptCall;
import io.tandem.callstate.ledger.KeptCalls;
import io.tandem.callstate.ledger.PbxLife;
import io.tandem.callstate.ledger.store.CelTable;
import io.tandem.callstate.ledger.store.ChronicleTables;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /audit}: the PBX's own ledger against what is kept here. Calls of other tenants are compared, so that they are not taken
 * for lost, and not told; a call that nobody here knows has no tenant, and is told to every administrator.
 */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class AuditResource {

    /** As many as are compared in memory at once. */
    private static final int MOST = 5_000;

    private static final Duration USUAL = Duration.ofHours(1);

    private final Caller caller;
    private final CelTable ledger;
    private final ChronicleTables chronicle;
    private final KeptCalls kept;
    private final InstantSource clock;

    AuditResource(Caller caller, CelTable ledger, ChronicleTables chronicle, KeptCalls kept, InstantSource clock) {
        this.caller = caller;
        this.ledger = ledger;
        this.chronicle = chronicle;
        this.kept = kept;
        this.clock = clock;
    }

    /** {@code compared} counts calls, of all tenants. */
    public record AuditView(Instant since, Instant until, int compared, List<Finding> findings) {
        public AuditView {
            findings = List.copyOf(findings);
        }
    }

    /** From {@code since} (else an hour ago) to {@code until} (else now), both ISO-8601; 422 where there are over 5,000 calls. */
    @GET
    public Uni<AuditView> audit(
            @QueryParam("since") @Nullable String since, @QueryParam("until") @Nullable String until) {
        var tenant = caller.tenant();
        if (!ledger.isKept()) {
            throw ProblemException.conflict("no PBX writes a ledger here (call-state-service.ledger.kept)");
        }
        var now = clock.instant();
        var to = instant("until", until, now);
        var from = instant("since", since, to.minus(USUAL));
        return ledger.callsWithin(from, to, MOST + 1)
                .invoke(found -> mustBeFew(found.size()))
                .chain(found -> chronicle.lives().chain(lives -> compare(tenant, from, to, found, lives)));
    }

    private Uni<AuditView> compare(String tenant, Instant from, Instant to, Set<String> written, List<PbxLife> lives) {
        var listed = lives.stream().flatMap(PbxLife::listedCalls);
        var asked = Stream.concat(written.stream(), listed).collect(Collectors.toCollection(HashSet::new));
        var pbxIds = lives.stream().map(PbxLife::pbxId).toList();
        return Uni.createFrom()
                .completionStage(() -> kept.within(from, to, asked, pbxIds))
                .invoke(here -> mustBeFew(here.size()))
                .chain(here -> {
                    here.forEach(call -> asked.add(call.callId()));
                    return Uni.createFrom()
                            .completionStage(() -> ledger.of(asked))
                            .map(logs -> new Audit(logs, here, lives, clock.instant()))
                            .map(audit -> new AuditView(from, to, audit.compared(), ofTenant(tenant, audit, here)));
                });
    }

    private static List<Finding> ofTenant(String tenant, Audit audit, List<KeptCall> here) {
        var others = here.stream()
                .filter(call -> !call.tenant().equals(tenant))
                .map(KeptCall::callId)
                .collect(Collectors.toSet());
        return audit.findings().stream()
                .filter(finding -> !others.contains(finding.callId()))
                .toList();
    }

    private static void mustBeFew(int calls) {
        if (calls > MOST) {
            throw ProblemException.invalid("since", "there are more than " + MOST + " calls; ask for a shorter time");
        }
    }

    private static Instant instant(String field, @Nullable String value, Instant otherwise) {
        try {
            return value == null ? otherwise : Instant.parse(value);
        } catch (DateTimeException _) {
            throw ProblemException.invalid(field, "is a time such as 2026-11-21T10:00:00Z");
        }
    }
}
