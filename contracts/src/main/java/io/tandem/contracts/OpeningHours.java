package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * When it is open, by the clocks of {@code zone} (an IANA name, such as {@code Europe/London}).
 *
 * @param closedOn whole days on which it is not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpeningHours(String zone, List<Window> windows, List<LocalDate> closedOn) {

    public OpeningHours {
        windows = List.copyOf(windows);
        closedOn = List.copyOf(closedOn);
    }

    /** From the one until right before the other, on each of the days; {@code to} of midnight (00:00) is the day's end. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Window(List<DayOfWeek> days, LocalTime from, LocalTime to) {
        public Window {
            days = List.copyOf(days);
        }
    }
}
