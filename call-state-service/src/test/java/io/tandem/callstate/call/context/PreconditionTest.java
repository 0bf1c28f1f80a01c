package io.tandem.callstate.call.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            # If-Match,     If-None-Match, revision, allowed
            ,               ,              0,        true
            ,               ,              7,        true
            '"7"',          ,              7,        true
            '"6"',          ,              7,        false
            '"6", "7"',     ,              7,        true
            'W/"7"',        ,              7,        false
            7,              ,              7,        false
            '"0"',          ,              0,        false
            *,              ,              7,        true
            *,              ,              0,        false
            ,               *,             0,        true
            ,               *,             7,        false
            ,               '"7"',         7,        true
            """)
    void is_met_or_not(String ifMatch, String ifNoneMatch, long revision, boolean allowed) {
        assertThat(Precondition.of(ifMatch, ifNoneMatch).allows(revision)).isEqualTo(allowed);
    }
}
