package io.tandem.aricontroller.call;

import java.time.Duration;

/**
 * How long a call waits for what.
 *
 * @param ready for the application, when a command comes while it is away
 * @param control from the PBX's yes to a new channel to its StasisStart; also for an agent who is on the way here
 * @param ringGrace beyond the ring time-out that Asterisk was given, before we end the attempt ourselves
 * @param adoptedRing for a customer whose dialling an earlier incarnation began
 * @param hangUp from a hang-up to ChannelDestroyed, before it is said again
 * @param unserved for the first command for a caller who came in, before the dialplan tells them that nobody is there, and for the
 *     command for a phone that asked for a transfer
 * @param playback for what is played to a caller in one turn, before it is taken for over
 * @param leaving after the last channel left the application without being destroyed
 */
public record CallLimits(
        Duration ready,
        Duration control,
        Duration ringGrace,
        Duration adoptedRing,
        Duration hangUp,
        Duration unserved,
        Duration playback,
        Duration leaving) {}
