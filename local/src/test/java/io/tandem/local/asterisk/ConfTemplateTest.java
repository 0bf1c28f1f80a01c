package io.tandem.local.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfTemplateTest {

    @Test
    void fills_every_place_and_leaves_the_dialplan_alone() {
        var template = new ConfTemplate("a.conf", "bind = @HOST@:@PORT@\nexten => s,1,Set(A=${B}) ; a@b\n");

        var rendered = template.render(Map.of("HOST", "127.0.0.1", "PORT", "5160"));

        assertThat(rendered).isEqualTo("bind = 127.0.0.1:5160\nexten => s,1,Set(A=${B}) ; a@b\n");
    }

    @Test
    void takes_a_value_as_it_is() {
        assertThat(new ConfTemplate("a.conf", "x = @X@").render(Map.of("X", "$1\\@Y@")))
                .isEqualTo("x = $1\\@Y@");
    }

    @Test
    void names_the_place_that_has_no_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfTemplate("rtp.conf", "rtpstart = @RTP_START@").render(Map.of()))
                .withMessage("rtp.conf wants a value for @RTP_START@, and there is none");
    }

    @Test
    void refuses_a_value_that_would_be_read_as_more_than_a_value() {
        var template = new ConfTemplate("manager.conf", "secret = @SECRET@");

        for (var value : new String[] {"a\nwrite = all", "a;b", "a\rb"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> template.render(Map.of("SECRET", value)))
                    .withMessageContaining("@SECRET@")
                    .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(value));
        }
    }
}
