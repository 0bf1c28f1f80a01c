package io.tandem.callstate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordingKeyTest {

    @Test
    void is_the_tenants_folder_the_day_of_the_call_and_the_recording() {
        assertThat(RecordingKey.of("acme", "01ARZ3NDEKTSV4RRFFQ69G5FAV-1").path())
                .isEqualTo("acme/2016-07-30/01ARZ3NDEKTSV4RRFFQ69G5FAV-1.wav");
    }

    @Test
    void no_tenants_name_leads_out_of_its_folder_or_into_anothers() {
        assertThat(RecordingKey.of("../acme", "01ARZ3NDEKTSV4RRFFQ69G5FAV-1").path())
                .startsWith("%2E%2E%2Facme/");
        assertThat(RecordingKey.of("Zürich Süd", "01ARZ3NDEKTSV4RRFFQ69G5FAV-1").path())
                .startsWith("Z%C3%BCrich%20S%C3%BCd/");
    }
}
