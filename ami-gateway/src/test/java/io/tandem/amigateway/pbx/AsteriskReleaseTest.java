package io.tandem.amigateway.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsteriskReleaseTest {

    @ParameterizedTest
    @CsvSource({
        "22.10.1, false",
        "22.10.1~dfsg+~cs6.15.60671435-1, false",
        "22.10.0, true",
        "22.9.3, true",
        "22.11.0, false",
        "23.0.0, false",
        "20.20.1, false",
        "20.20.0, true",
        "20.21.0-rc1, false",
        "21.99.9, true",
        "18.26.4, true",
        "22.11, false",
        "GIT-master-1234abc, true",
        "certified/20.7-cert5, true",
        "'', true"
    })
    void is_outdated_where_its_holes_are_known(String version, boolean outdated) {
        assertThat(AsteriskRelease.isOutdated(version)).isEqualTo(outdated);
    }
}
