package io.tandem.local.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** From when on: so long ago ({@code 90s}, {@code 15m}, {@code 1h}, {@code 2d}), or a time such as {@code 2026-11-21T10:00:00Z}. */
public sealed interface Since {

    Instant before(Instant now);

    record Ago(Duration length) implements Since {
        @Override
        public Instant before(Instant now) {
            return now.minus(length);
        }
    }

    record At(Instant time) implements Since {
        @Override
        public Instant before(Instant now) {
            return time;
        }
    }

    Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    /** @throws IllegalArgumentException for anything else */
    static Since parse(String text) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            return new Ago(UNITS.get(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return new At(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--since is written 90s, 15m, 1h, 2d or 2026-11-21T10:00:00Z, not \"" + text + "\"", e);
        }
    }
}
