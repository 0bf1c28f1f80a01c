package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.CallIds;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.aricontroller.fact.RecordingId;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.DeskEndpoint;
import io.tandem.contracts.Screening;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a command is well formed, whenever it is read. What passes can be put into a request as it is. */
public final class CommandCheck {

    private static final Pattern ENDPOINT = Pattern.compile("PJSIP/[A-Za-z0-9_.+-]{1,64}(@[A-Za-z0-9_.-]{1,64})?");
    private static final Pattern CALLER_ID =
            Pattern.compile("([^<>\\p{Cntrl}]{0,60}<\\+?[0-9]{1,20}>|\\+?[0-9]{1,20})");
    private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#w]{1,32}");
    /** A sound below Asterisk's sounds, in a folder or none: no path out of there, no list, no address. */
    private static final Pattern SOUND = Pattern.compile("([A-Za-z0-9_-]{1,64}/)?[A-Za-z0-9_-]{1,64}");

    private static final Pattern KEY =
            Pattern.compile("[A-Za-z0-9_%-]{1,200}/[0-9]{4}-[0-9]{2}-[0-9]{2}/[A-Za-z0-9_.:-]{1,160}\\.wav");
    private static final Pattern STREAM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String NOT_THE_CALLS = "channelId is not the call's";
    private static final String CAME_IN = "the call came in";
    private static final int MAX_CAUSE = 127;
    private static final Duration LONGEST_WATCH = Duration.ofHours(1);
    private static final Duration MAX_RING = Duration.ofMinutes(5);

    private final String pbxId;
    private final ServiceCheck services;

    public CommandCheck(String pbxId) {
        this(pbxId, Set.of());
    }

    /** @param contexts the dialplan's, into which a caller may be sent */
    public CommandCheck(String pbxId, Set<String> contexts) {
        this.pbxId = pbxId;
        this.services = new ServiceCheck(contexts);
    }

    /** Why it is refused; empty when it may be carried out. */
    public Optional<String> refusal(AriCommand command) {
        if (!CallIds.isCallId(command.callId())) {
            return Optional.of("callId is neither a ULID nor of a call that came in");
        }
        boolean isElsewhere =
                CallIds.hasArrived(command.callId()) && !command.callId().startsWith(pbxId + ":");
        if (!pbxId.equals(command.pbxId()) || isElsewhere) {
            return Optional.of("the PBX is not served here");
        }
        return switch (command) {
            case AriCommand.OriginateAgent c when CallIds.hasArrived(c.callId()) -> Optional.of(CAME_IN);
            case AriCommand.DialCustomer c when CallIds.hasArrived(c.callId()) -> Optional.of(CAME_IN);
            case AriCommand.OriginateAgent c
            when c.channelId().equals(LegId.deskOf(c.callId())) ->
                newChannel(c.channelId(), c.channelId(), c.endpoint(), c.callerId(), c.ringTimeout());
            case AriCommand.OriginateAgent c ->
                newChannel(
                        c.channelId(),
                        LegId.agentOf(c.callId()),
                        phone(c.channelId(), c.endpoint()),
                        c.callerId(),
                        c.ringTimeout());
            case AriCommand.DialCustomer c ->
                newChannel(c.channelId(), LegId.customerOf(c.callId()), c.endpoint(), c.callerId(), c.ringTimeout())
                        .or(() -> screening(c.screening()))
                        .or(() -> desk(c.desk()));
            case AriCommand.HangUp c -> hangUp(c);
            case AriCommand.EndCall c -> cause(c.cause());
            case AriCommand.Hold c -> party(c.callId(), c.channelId());
            case AriCommand.Resume c -> party(c.callId(), c.channelId());
            case AriCommand.Mute c -> party(c.callId(), c.channelId());
            case AriCommand.Unmute c -> party(c.callId(), c.channelId());
            case AriCommand.DeclineTransfer c -> party(c.callId(), c.channelId());
            case AriCommand.SendDtmf c ->
                DIGITS.matcher(c.digits()).matches()
                        ? party(c.callId(), c.channelId())
                        : Optional.of("digits are not 1 to 32 of 0-9 A-D * # w");
            case AriCommand.WatchQuality c ->
                c.until().isAfter(c.expiresAt().plus(LONGEST_WATCH))
                        ? Optional.of("until is more than " + LONGEST_WATCH.toHours() + " h away")
                        : Optional.empty();
            case AriCommand.Supervise c -> supervisor(c);
            case AriCommand.EndSupervision c ->
                isSupervisor(c.callId(), c.channelId()) ? Optional.empty() : Optional.of(NOT_THE_CALLS);
            case AriCommand.AttachMedia c -> attachment(c);
            case AriCommand.DetachMedia c -> media(c.callId(), c.channelId());
            case AriCommand.Recording c -> recording(c.callId(), c.recordingId());
            case AriCommand.StoreRecording c -> store(c);
            case AriCommand.Regroup c -> regroup(c);
            case AriCommand.Serve c -> services.refusal(c);
            case AriCommand.Unrecognised _ -> Optional.of("the command is not known");
        };
    }

    private static Optional<String> newChannel(
            String channelId, String expected, String endpoint, @Nullable String callerId, Duration ring) {
        if (!expected.equals(channelId)) {
            return Optional.of(NOT_THE_CALLS);
        }
        if (!ENDPOINT.matcher(endpoint).matches()) {
            return Optional.of("endpoint is not of the form PJSIP/name or PJSIP/number@name");
        }
        if (callerId != null && !CALLER_ID.matcher(callerId).matches()) {
            return Optional.of("callerId is not a number");
        }
        return ring.compareTo(Duration.ofSeconds(1)) < 0 || ring.compareTo(MAX_RING) > 0
                ? Optional.of("ringTimeout is not within 1 s and " + MAX_RING.toMinutes() + " min")
                : Optional.empty();
    }

    private static Optional<String> desk(@Nullable String endpoint) {
        return endpoint == null || DeskEndpoint.deskOf(endpoint).isPresent()
                ? Optional.empty()
                : Optional.of("desk is not one");
    }

    /** An agent may be dialled at their desk; what is checked of it is that it is one. */
    private static String phone(String channelId, String endpoint) {
        boolean isAgents = LegId.of(channelId)
                .filter(leg -> leg.leg().startsWith(LegId.AGENT))
                .isPresent();
        return isAgents
                ? DeskEndpoint.deskOf(endpoint).map(desk -> "PJSIP/" + desk).orElse(endpoint)
                : endpoint;
    }

    private static Optional<String> party(String callId, String channelId) {
        return LegId.in(callId, channelId).filter(LegId::isParty).isPresent()
                ? Optional.empty()
                : Optional.of(NOT_THE_CALLS);
    }

    private static Optional<String> regroup(AriCommand.Regroup command) {
        return switch (command) {
            case AriCommand.Transfer c ->
                calledIn(c, c.endpoint(), c.callerId(), c.ringTimeout())
                        .or(() -> giver(c.callId(), c.fromChannelId()))
                        .or(() -> c.stopsRecording() == null
                                ? Optional.empty()
                                : recording(c.callId(), c.stopsRecording()));
            case AriCommand.AddParty c -> calledIn(c, c.endpoint(), c.callerId(), c.ringTimeout());
            case AriCommand.CompleteTransfer c -> calledIn(c).or(() -> giver(c.callId(), c.fromChannelId()));
            case AriCommand.CancelTransfer c -> calledIn(c);
            case AriCommand.JoinTransfer c -> calledIn(c);
            case AriCommand.DropParty c -> giver(c.callId(), c.channelId());
            case AriCommand.Park c ->
                LegId.customerOf(c.callId()).equals(c.channelId())
                        ? giver(c.callId(), c.fromChannelId())
                        : Optional.of(NOT_THE_CALLS);
        };
    }

    private static Optional<String> calledIn(
            AriCommand.Regroup c, String endpoint, @Nullable String callerId, Duration ring) {
        return calledIn(c)
                .or(() -> newChannel(c.channelId(), c.channelId(), phone(c.channelId(), endpoint), callerId, ring));
    }

    private static Optional<String> calledIn(AriCommand.Regroup c) {
        return LegId.in(c.callId(), c.channelId()).filter(LegId::wasCalledIn).isPresent()
                ? Optional.empty()
                : Optional.of(NOT_THE_CALLS);
    }

    /** Somebody at the agents' side, or nobody. */
    private static Optional<String> giver(String callId, @Nullable String channelId) {
        return channelId == null
                ? Optional.empty()
                : LegId.customerOf(callId).equals(channelId)
                        ? Optional.of("the customer cannot be let go")
                        : party(callId, channelId);
    }

    private static boolean isSupervisor(String callId, String channelId) {
        return channelId.startsWith(callId + ".") && LegId.isSupervisor(channelId);
    }

    private static Optional<String> supervisor(AriCommand.Supervise c) {
        return isSupervisor(c.callId(), c.channelId())
                ? newChannel(c.channelId(), c.channelId(), c.endpoint(), null, c.ringTimeout())
                : Optional.of(NOT_THE_CALLS);
    }

    private static Optional<String> media(String callId, String channelId) {
        return channelId.startsWith(callId + ".") && LegId.isMedia(channelId)
                ? Optional.empty()
                : Optional.of(NOT_THE_CALLS);
    }

    private static Optional<String> attachment(AriCommand.AttachMedia c) {
        if (!MediaTargets.NAME.matcher(c.target()).matches()) {
            return Optional.of("target is not a name");
        }
        return STREAM.matcher(c.stream()).matches()
                ? media(c.callId(), c.channelId())
                : Optional.of("stream is not a UUID");
    }

    private static Optional<String> recording(String callId, String recordingId) {
        return RecordingId.of(recordingId)
                        .filter(id -> id.callId().equals(callId))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("recordingId is not the call's");
    }

    private static Optional<String> store(AriCommand.StoreRecording c) {
        return KEY.matcher(c.key()).matches() && c.key().endsWith("/" + c.recordingId() + ".wav")
                ? recording(c.callId(), c.recordingId())
                : Optional.of("key is not of the form tenant/day/recordingId.wav");
    }

    private static Optional<String> screening(@Nullable Screening screening) {
        if (screening == null) {
            return Optional.empty();
        }
        var message = screening.message();
        boolean isSound = screening.onMachine() == Screening.OnMachine.VOICEMAIL
                ? message != null && SOUND.matcher(message).matches()
                : message == null;
        return isSound ? Optional.empty() : Optional.of("message is not a sound's name, or nobody would play it");
    }

    private static Optional<String> hangUp(AriCommand.HangUp c) {
        return LegId.in(c.callId(), c.channelId()).isEmpty() ? Optional.of(NOT_THE_CALLS) : cause(c.cause());
    }

    private static Optional<String> cause(int cause) {
        return cause < 0 || cause > MAX_CAUSE ? Optional.of("cause is not within 0 and 127") : Optional.empty();
    }
}
