package io.tandem.callstate.call;

import io.tandem.contracts.MuteDirection;
import java.util.Optional;

/** Somebody who was called into a call that talks, and all that was seen of their leg. */
public record Party(Leg leg, Target who, Place place, Control.Setting in, Control.Setting out) {

    /** Where our commands and the PBX's word for them have brought the party; never back. */
    public enum Place {
        CALLED,
        IN,
        OUT
    }

    static Party called(Leg leg, Target who) {
        return new Party(leg, who, Place.CALLED, Control.Setting.OFF, Control.Setting.OFF);
    }

    Party with(Leg other) {
        return new Party(other, who, place, in, out);
    }

    Party at(Place other) {
        return new Party(leg, who, other.compareTo(place) > 0 ? other : place, in, out);
    }

    /** Talks with the others, as far as anybody knows. */
    boolean talks() {
        return place == Place.IN && !leg.gone();
    }

    Party muted(MuteDirection oneWay, boolean on, long order) {
        var setting = new Control.Setting(on, order);
        var isIn = oneWay == MuteDirection.IN;
        return order <= (isIn ? in : out).order()
                ? this
                : new Party(leg, who, place, isIn ? setting : in, isIn ? out : setting);
    }

    /** In which direction the party is muted. */
    Optional<MuteDirection> muted() {
        if (in.on() && out.on()) {
            return Optional.of(MuteDirection.BOTH);
        }
        return in.on() ? Optional.of(MuteDirection.IN) : out.on() ? Optional.of(MuteDirection.OUT) : Optional.empty();
    }
}
