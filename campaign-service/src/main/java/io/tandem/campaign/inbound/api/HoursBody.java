package io.tandem.campaign.inbound.api;

import io.tandem.contracts.OpeningHours;
import io.tandem.edge.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opening hours as a caller writes them; {@code zone} is an IANA name, {@code to} of 00:00 the end of the day. */
record HoursBody(
        @NotBlank @Size(max = 64) String zone,
        @NotEmpty @Size(max = 50) List<@Valid @NotNull WindowBody> windows,
        @Nullable @Size(max = 400) List<@NotNull LocalDate> closedOn) {

    record WindowBody(
            @NotEmpty @Size(max = 7) List<@NotNull DayOfWeek> days,
            @NotNull LocalTime from,
            @NotNull LocalTime to) {}

    /** @throws ProblemException 422 for a zone that is none, or a window that ends before it begins */
    OpeningHours as(String field) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ProblemException.invalid(field + ".zone", "must be an IANA time zone, e.g. Europe/London");
        }
        for (int i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            if (!window.to().equals(LocalTime.MIDNIGHT) && !window.from().isBefore(window.to())) {
                throw ProblemException.invalid(field + ".windows[" + i + "].to", "must be after from");
            }
        }
        return new OpeningHours(
                zone,
                windows.stream()
                        .map(window -> new OpeningHours.Window(window.days(), window.from(), window.to()))
                        .toList(),
                closedOn == null ? List.of() : closedOn);
    }

    static @Nullable OpeningHours as(String field, @Nullable HoursBody body) {
        return body == null ? null : body.as(field);
    }
}
