package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.VoiceQuality;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PBX as a call sees it, through the application of the call's shard. Blocks; for virtual threads only. */
public interface Pbx {

    /** Waits until the shard's application is registered and may be given channels. False when it was not within {@code limit}. */
    boolean awaitReady(Duration limit) throws InterruptedException;

    Answer createBridge(String bridgeId);

    /** One whose channels do not hear each other. */
    Answer createHoldingBridge(String bridgeId);

    Answer addToBridge(String bridgeId, String channelId);

    Answer destroyBridge(String bridgeId);

    /** Makes a channel in the application without dialling it yet. */
    Answer create(NewChannel channel);

    /** Dials a channel that {@link #create} made. Never twice: Asterisk 22.10 hangs up a channel that is dialled again. */
    Answer dial(String channelId, Duration ringTimeout);

    /** Makes and dials a channel that enters the application when it is answered. */
    Answer originate(NewChannel channel, Duration ringTimeout);

    /** Lets the person at the channel hear ringing until {@link #stopRinging}. */
    Answer ring(String channelId);

    Answer stopRinging(String channelId);

    /**
     * Music for the person at the channel until {@link #stopMusic}, wherever the channel is put meanwhile.
     *
     * @param music its class; null: the PBX's default
     */
    Answer startMusic(String channelId, @Nullable String music);

    Answer stopMusic(String channelId);

    Answer mute(String channelId, MuteDirection direction);

    Answer unmute(String channelId, MuteDirection direction);

    /** The digits are played to the channel's far end, behind what is being played already; Done when they are taken. */
    Answer sendDtmf(String channelId, String digits);

    /** Makes a channel that hears what {@code channelId} says and hears; {@code whisper}: and that is heard there. */
    Answer snoop(String channelId, LegId snoop, boolean whisper);

    /**
     * Connects to the program of this name and makes the channel that hears it. Refused where the operator lists no such program.
     *
     * @param stream the UUID that it is told first
     */
    Answer attachMedia(LegId media, String target, String stream);

    /**
     * One that always mixes, even for one channel: who listens there hears silence, and not nothing, while nobody speaks. So what is
     * recorded there lasts as long as it took.
     */
    Answer createRecordingBridge(String bridgeId);

    /** Makes a channel that hears what the person at {@code channelId} says. */
    Answer tap(String channelId, LegId tap);

    /** Keeps what is heard in the bridge under this name. Conflict: it is kept already, or there is such a recording. */
    Answer record(String bridgeId, String name);

    /** From now on silence is recorded; again changes nothing. */
    Answer silenceRecording(String name);

    Answer unsilenceRecording(String name);

    Answer stopRecording(String name);

    /** What was recorded so far is thrown away. */
    Answer discardRecording(String name);

    /** Done while it is being recorded, Gone when not. */
    Answer lookAtRecording(String name);

    /**
     * Lets everything that is said of the channel reach the application until it ends. Channels that ARI makes are followed anyway; of
     * one that came from the dialplan or was moved, Asterisk 22.10 says no ChannelDestroyed otherwise.
     */
    Answer follow(String channelId);

    /** Whether phones may ask for transfers here. */
    boolean phonesMayTransfer();

    /** Tells the phone that asked for a transfer what has become of it; after the first that is no {@link TransferProgress#TRYING} no more. */
    Answer tellTransferor(String channelId, TransferProgress progress);

    /**
     * Gives a channel to the dialplan, which listens whether a machine answered and brings it back with the verdict: as a StasisStart
     * whose second argument is {@link io.tandem.aricontroller.fact.AriEvent#SCREENED}.
     */
    Answer screen(String channelId);

    /** Whether the channel was made to be screened and has not been yet. */
    boolean isToBeScreened(String channelId);

    /** Gives a channel to the dialplan, which waits for the end of the greeting, plays the channel's message and brings it back. */
    Answer leaveMessage(String channelId);

    /** How the party can be heard, from the channel's beginning until now; empty where the PBX has no figures, or does not say. */
    Optional<VoiceQuality> quality(String channelId);

    /** Done when the channel lives, Gone when not. */
    Answer look(String channelId);

    Answer hangUp(String channelId, int cause);

    /** For callers who talk with nobody. */
    CallerService callers();
}
