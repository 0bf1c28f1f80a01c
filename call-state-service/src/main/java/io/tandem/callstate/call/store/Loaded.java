package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Links;
import io.tandem.callstate.outbox.Outgoing;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** @param appliedOffset the last offset of the asked partition that made the call move; -1 for none */
public record Loaded(@Nullable Call call, long appliedOffset, Links links, SortedMap<String, Outgoing> unpublished) {}
