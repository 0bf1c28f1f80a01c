package io.tandem.notifier.telegram;

import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CampaignEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers to commands, in plain words; at most {@value #LONGEST} lines, which fit into one message. */
public final class Lists {

    private static final int LONGEST = 25;

    private final CallText text;

    public Lists(CallText text) {
        this.text = text;
    }

    /** @param latest the latest event of each call that has not ended */
    public String calls(List<CallEvent> latest) {
        return list("live call", latest.stream().map(text::line).toList());
    }

    /** @param latest the latest event of each agent */
    public String agents(List<AgentEvent> latest) {
        return list("agent", latest.stream().map(Lists::agent).toList());
    }

    /** @param latest of each campaign its latest progress and its latest other event, the older one first */
    public String campaigns(List<CampaignEvent> latest) {
        Map<String, String> states = new LinkedHashMap<>();
        Map<String, String> progress = new LinkedHashMap<>();
        for (var event : latest) {
            states.putIfAbsent(event.campaignId(), event.name());
            switch (event) {
                case CampaignEvent.Started e -> states.put(e.campaignId(), e.name() + ": running");
                case CampaignEvent.Paused e -> states.put(e.campaignId(), e.name() + ": paused");
                case CampaignEvent.Stopped e -> states.put(e.campaignId(), e.name() + ": stopped");
                case CampaignEvent.Completed e ->
                    states.put(e.campaignId(), e.name() + ": completed, " + counts(e.outcomes()));
                case CampaignEvent.Progress e -> progress.put(e.campaignId(), counts(e.contacts()));
                case CampaignEvent.ContactCompleted _, CampaignEvent.Unrecognised _ -> {}
            }
        }
        return list(
                "campaign",
                states.entrySet().stream()
                        .map(e -> e.getValue()
                                + (progress.containsKey(e.getKey()) ? " (" + progress.get(e.getKey()) + ")" : ""))
                        .toList());
    }

    public String status(long eventsInLastMinute, @Nullable Instant lastEvent, int liveCalls, Instant now) {
        var last = lastEvent == null ? "none yet" : CallText.spoken(Duration.between(lastEvent, now)) + " ago";
        return "Tandem is up.\nLive calls: " + liveCalls + "\nEvents in the last minute: " + eventsInLastMinute
                + "\nLast event: " + last;
    }

    private static String agent(AgentEvent event) {
        return switch (event) {
            case AgentEvent.PresenceChanged e ->
                e.agentId() + ": " + e.status().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (e.reason() == null ? "" : " (" + e.reason() + ")");
            case AgentEvent.Unrecognised e -> e.agentId();
        };
    }

    private static String counts(Map<String, Long> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(e -> e.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String list(String what, List<String> lines) {
        if (lines.isEmpty()) {
            return "No " + what + "s.";
        }
        var heading = lines.size() + " " + what + (lines.size() == 1 ? ":" : "s:");
        var shown = lines.stream().limit(LONGEST).collect(Collectors.joining("\n"));
        var more = lines.size() > LONGEST ? "\nand " + (lines.size() - LONGEST) + " more" : "";
        return heading + "\n" + shown + more;
    }
}
