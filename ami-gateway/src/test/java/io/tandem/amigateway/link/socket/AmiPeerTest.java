package io.tandem.amigateway.link.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ami.EventNames;
import org.junit.jupiter.api.Test;

class AmiPeerTest {

    @Test
    void never_shows_its_secret() {
        assertThat(new AmiPeer("pbx", 5038, null, "events", "hunter2", "system", EventNames.all()))
                .hasToString("AmiPeer[events@pbx:5038]");
    }
}
