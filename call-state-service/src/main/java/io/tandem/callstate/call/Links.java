package io.tandem.callstate.call;

import org.jspecify.annotations.Nullable;

/** Which interfaces of the call's PBX work now. {@code application}: the ARI application of the call's shard, null when none lives. */
public record Links(boolean ami, @Nullable String application) {

    public boolean ari() {
        return application != null;
    }

    public boolean none() {
        return !ami && application == null;
    }
}
