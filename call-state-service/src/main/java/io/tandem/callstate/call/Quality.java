package io.tandem.callstate.call;

import io.tandem.contracts.VoiceQuality;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** How well a call could be heard: in each figure the worse of its legs, for what one leg spoils the other cannot mend. */
final class Quality {

    static Optional<VoiceQuality> of(Call call) {
        return call.legs().stream().map(Leg::quality).filter(Objects::nonNull).reduce(Quality::worse);
    }

    private static VoiceQuality worse(VoiceQuality a, VoiceQuality b) {
        return new VoiceQuality(
                Math.max(a.jitterMs(), b.jitterMs()),
                Math.max(a.lossPercent(), b.lossPercent()),
                either(a.rttMs(), b.rttMs(), Math::max),
                Math.min(a.mos(), b.mos()));
    }

    private static @Nullable Double either(@Nullable Double a, @Nullable Double b, DoubleBinaryOperator both) {
        return a == null ? b : b == null ? a : Double.valueOf(both.applyAsDouble(a, b));
    }

    private Quality() {}
}
