package io.tandem.callstate.screening;

import io.tandem.contracts.OpeningHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Whether it is open, by the clock on the wall of the zone: an hour that daylight saving skips is never open, one that it repeats is
 * open twice.
 */
public final class Hours {

    public static boolean isOpen(OpeningHours hours, Instant at) {
        var local = at.atZone(ZoneId.of(hours.zone())).toLocalDateTime();
        return !hours.closedOn().contains(local.toLocalDate())
                && hours.windows().stream()
                        .anyMatch(window ->
                                window.days().contains(local.getDayOfWeek()) && isWithin(window, local.toLocalTime()));
    }

    private static boolean isWithin(OpeningHours.Window window, LocalTime time) {
        return !time.isBefore(window.from()) && (window.to().equals(LocalTime.MIDNIGHT) || time.isBefore(window.to()));
    }

    private Hours() {}
}
