package io.tandem.amigateway.fact;

import io.tandem.ami.AmiHeaders;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Which call a channel of one PBX belongs to. Most are named after their call ({@link ChannelIds}). A channel that came in from the
 * carrier has a Uniqueid of Asterisk's making: it begins a call, whose id is made of that. It is decided once, when the channel is
 * first seen, since what could decide it later (context, linked id) changes; and kept until it hangs up, and a little longer for its CDR,
 * which comes after. Bounded: of more channels than {@code most}, the oldest is forgotten. Confined to the PBX's context.
 */
public final class CallChannels {

    /** Where a call from the carrier begins; the context of every endpoint, so of each leg that is dialled as well. */
    private static final String CONTEXT = "tandem-inbound";

    /** Our ARI applications: {@code tandem-<shard>-<incarnation>}. */
    private static final String APPLICATIONS = "tandem-";

    private static final int RECENT = 1_000;

    private final String pbxId;
    private final int most;
    private final SequencedSet<String> cameIn = new LinkedHashSet<>();
    private final SequencedSet<String> ended = new LinkedHashSet<>();

    public CallChannels(String pbxId, int most) {
        this.pbxId = pbxId;
        this.most = most;
    }

    /** The call of a channel that lives, or ended a moment ago; empty for a channel that is not ours. */
    public Optional<String> callOf(String channelId) {
        var named = ChannelIds.callId(channelId);
        return named.isEmpty() && (cameIn.contains(channelId) || ended.contains(channelId))
                ? Optional.of(ChannelIds.incoming(pbxId, channelId))
                : named;
    }

    /**
     * Newchannel. One that comes in rings from its first moment and is linked to nobody; a leg that the dialplan dials has the same
     * context, and neither.
     */
    void created(AmiHeaders event) {
        if (event.text("Context").equals(CONTEXT)
                && event.text("ChannelStateDesc").equals("Ring")
                && event.text("Linkedid").equals(event.text("Uniqueid"))) {
            keep(event.text("Uniqueid"));
        }
    }

    /** A row of CoreShowChannels: the channel may have come in unheard. Where it stands is all that is left to decide it by. */
    public void listed(AmiHeaders row) {
        var application = row.text("Application");
        boolean isOurs = application.equals("Stasis")
                ? row.text("ApplicationData").startsWith(APPLICATIONS)
                : row.text("Context").equals(CONTEXT) && !application.startsWith("AppDial");
        if (isOurs) {
            keep(row.text("Uniqueid"));
        }
    }

    /** Heard, or found missing in a list. */
    public void ended(String channelId) {
        if (cameIn.remove(channelId)) {
            add(ended, channelId, RECENT);
        }
    }

    private void keep(String uniqueid) {
        if (ChannelIds.isUniqueid(uniqueid) && !ended.contains(uniqueid)) {
            add(cameIn, uniqueid, most);
        }
    }

    private static void add(SequencedSet<String> to, String id, int most) {
        if (to.add(id) && to.size() > most) {
            to.removeFirst();
        }
    }
}
