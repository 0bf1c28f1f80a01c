package io.tandem.callstate.routing;

import org.jspecify.annotations.Nullable;

/**
 * @param agentId whom to offer the call to; null: nobody
 * @param reason readable, of 1000 characters at most: "offered to A: english 80, idle 210 s; B passed over: PAUSED"
 */
public record Decision(@Nullable String agentId, String reason) {}
