package io.tandem.aricontroller.call;

import java.util.List;

/** What is done for a caller who talks with nobody. Blocks; for virtual threads only. */
public interface CallerService {

    /** Done also where they are answered already. */
    Answer answer(String channelId);

    /**
     * Everybody in the bridge hears these one after the other; the end is told by a PlaybackFinished of this id. Seen on 22.10.1: what
     * is played to a channel itself keeps every other command for it waiting, {@code addChannel} too; what is played in a bridge does
     * not, and ends when the last channel leaves. Music on a channel drowns it.
     */
    Answer play(String bridgeId, String playbackId, List<String> media);

    Answer stopPlaying(String playbackId);

    /** The channel goes on in the PBX's dialplan and is not ours any more; Refused where there is no such extension. */
    Answer leave(String channelId, String context, String extension);
}
