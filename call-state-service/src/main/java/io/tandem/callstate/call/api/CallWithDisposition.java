package io.tandem.callstate.call.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.history.Disposition;
import org.jspecify.annotations.Nullable;

/** One call, with what its agent said of it: none while nobody did. */
public record CallWithDisposition(
        @JsonUnwrapped CallView call, @Nullable Disposition disposition) {}
