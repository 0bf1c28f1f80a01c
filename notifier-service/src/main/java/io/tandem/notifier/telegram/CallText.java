package io.tandem.notifier.telegram;

import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.contracts.CallSummary;
import io.tandem.edge.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call in plain words, as a chat shows it; no mark-up. Numbers are masked but for the last two digits, unless told otherwise. */
public final class CallText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final boolean masksNumbers;

    public CallText(boolean masksNumbers) {
        this.masksNumbers = masksNumbers;
    }

    public String of(CallEvent event) {
        var call = event.call();
        var lines = new ArrayList<String>();
        lines.add(headline(call));
        lines.add(call.state() == CallState.ENDED ? ending(call) : progress(call, event.at()));
        if (call.campaignId() != null) {
            lines.add("Campaign " + call.campaignId());
        }
        degraded(call.mode(), lines);
        lines.add("Requested " + TIME.format(call.requestedAt()));
        return String.join("\n", lines);
    }

    /** The call on one line, for lists. */
    public String line(CallEvent event) {
        return headline(event.call()) + ", " + words(event.call().state()) + " since " + TIME.format(event.at());
    }

    private String headline(CallSummary call) {
        return switch (call.direction()) {
            case OUTBOUND -> agent(call.agentId()) + " calls " + number(call.to());
            case INBOUND -> number(call.from()) + " calls " + agent(call.agentId());
        };
    }

    private static String progress(CallSummary call, Instant at) {
        return capital(words(call.state())) + " since " + TIME.format(at);
    }

    private static String ending(CallSummary call) {
        var end = call.endedAt();
        var talk = call.connectedAt() == null || end == null
                ? ""
                : ", talked " + spoken(Duration.between(call.connectedAt(), end));
        return "Ended: " + words(call.outcome()) + talk;
    }

    private static void degraded(CallMode mode, List<String> lines) {
        switch (mode) {
            case HYBRID -> {}
            case AMI_ONLY -> lines.add("Degraded: ARI is away, AMI only");
            case ARI_ONLY -> lines.add("Degraded: AMI is away, ARI only");
        }
    }

    static String words(CallState state) {
        return switch (state) {
            case REQUESTED -> "requested";
            case AGENT_DIALING -> "dialling the agent";
            case AGENT_RINGING -> "ringing the agent";
            case AGENT_WAITING -> "the agent is waiting";
            case HANDING_OFF -> "preparing the call";
            case CUSTOMER_DIALING -> "dialling the customer";
            case CUSTOMER_RINGING -> "ringing the customer";
            case SCREENING -> "listening for a machine";
            case QUEUED -> "waiting in the queue";
            case CONNECTED -> "talking";
            case HELD -> "on hold";
            case TRANSFERRING -> "being transferred";
            case ENDED -> "ended";
        };
    }

    private static String words(@Nullable CallOutcome outcome) {
        return switch (outcome) {
            case null -> "how is not known";
            case ANSWERED -> "answered";
            case NO_ANSWER -> "no answer";
            case BUSY -> "busy";
            case CONGESTION -> "the network was congested";
            case INVALID_NUMBER -> "the number does not exist";
            case REJECTED -> "rejected";
            case AGENT_NO_ANSWER -> "the agent did not answer";
            case AGENT_HUNG_UP -> "the agent hung up";
            case MACHINE -> "a machine answered";
            case ABANDONED -> "abandoned, no agent was free";
            case CANCELLED -> "cancelled";
            case FAILED -> "failed";
            case UNKNOWN -> "its fate is not known";
        };
    }

    /** {@code 1 min 12 s}. */
    static String spoken(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return (seconds >= 3600 ? seconds / 3600 + " h " : "")
                + (seconds >= 60 ? seconds / 60 % 60 + " min " : "")
                + seconds % 60
                + " s";
    }

    private String number(@Nullable String number) {
        if (number == null) {
            return "somebody";
        }
        return masksNumbers ? PhoneNumber.mask(number) : number;
    }

    private static String agent(@Nullable String agentId) {
        return agentId == null ? "nobody yet" : agentId;
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
