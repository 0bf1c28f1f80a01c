package io.tandem.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class AuditReportTest {

    private static AuditReport report(String findings) throws JsonProcessingException {
        return new AuditReport(new JsonMapper()
                .readTree("{\"since\":\"2026-11-21T10:00:00Z\",\"compared\":7,\"findings\":[" + findings + "]}"));
    }

    @Test
    void names_each_finding_and_counts_calls_not_lines() throws JsonProcessingException {
        var report = report("""
                {"kind":"PHANTOM","callId":"A","detail":"A.agent was not there"},
                {"kind":"PHANTOM","callId":"A","detail":"A.customer was not there"},
                {"kind":"DRIFTING","callId":"B","detail":"talk of 3 s here, 9 s there"}""");

        assertThat(report.isClean()).isFalse();
        assertThat(report.lines())
                .containsExactly(
                        "phantom   A  A.agent was not there",
                        "phantom   A  A.customer was not there",
                        "drifting  B  talk of 3 s here, 9 s there",
                        "7 calls compared since 2026-11-21T10:00:00Z: 0 lost, 1 phantom, 0 doubled, 1 drifting");
    }

    @Test
    void is_clean_when_nothing_is_found() throws JsonProcessingException {
        var report = report("");

        assertThat(report.isClean()).isTrue();
        assertThat(report.lines())
                .containsExactly(
                        "7 calls compared since 2026-11-21T10:00:00Z: 0 lost, 0 phantom, 0 doubled, 0 drifting");
    }
}
