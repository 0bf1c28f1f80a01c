package io.tandem.callstate.call;

import io.tandem.contracts.PbxFact;

/** How the parties of a call that talks can be heard, while somebody watches. Pure. */
final class Measured {

    /** Of legs that are gone the figures of their whole life are known, or come yet. */
    static Transition seen(Step step, PbxFact.QualityMeasured fact) {
        if (step.call.ended()) {
            return step.ignored("the call has ended");
        }
        boolean isNews = false;
        for (var figures : fact.legs()) {
            var leg = step.call.leg(figures.channelId()).filter(Leg::live);
            if (leg.isPresent()) {
                step.call = step.call.with(leg.get().measured(figures.quality()));
                isNews = true;
            }
        }
        if (!isNews) {
            return step.ignored("none of the legs lives");
        }
        Quality.of(step.call).ifPresent(quality -> {
            var call = step.call;
            step.publish(version -> Events.quality(call, version, step.now(), quality));
        });
        return step.moved();
    }

    private Measured() {}
}
