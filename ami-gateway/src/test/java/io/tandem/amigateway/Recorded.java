package io.tandem.amigateway;

import io.tandem.ami.AmiDecoder;
import io.tandem.ami.AmiLimits;
import io.tandem.ami.AmiMessage;
import io.tandem.ami.EventNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What a real Asterisk 22.10.1 said on the session for events: see asterisk/README.md. */
public final class Recorded {

    public static List<AmiMessage.Event> events(String story) {
        return new AmiDecoder(AmiLimits.DEFAULT, EventNames.all())
                .feed(bytes(story)).stream()
                        .filter(AmiMessage.Event.class::isInstance)
                        .map(AmiMessage.Event.class::cast)
                        .toList();
    }

    private static byte[] bytes(String story) {
        var name = "/transcripts/" + story + ".ami";
        try (var in = Objects.requireNonNull(Recorded.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Recorded() {}
}
