package io.tandem.callstate.call.callback;

import org.jspecify.annotations.Nullable;

/** Null: any. {@code agentId}: who asked for it. */
public record CallbackFilter(
        @Nullable CallbackState state,
        @Nullable String queueId,
        @Nullable String number,
        @Nullable String agentId) {}
