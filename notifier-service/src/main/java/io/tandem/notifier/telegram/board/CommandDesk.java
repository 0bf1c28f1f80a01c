package io.tandem.notifier.telegram.board;

import io.quarkus.logging.Log;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CampaignEvent;
import io.tandem.edge.kafka.Wire;
import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.telegram.CallText;
import io.tandem.notifier.telegram.Chat;
import io.tandem.notifier.telegram.Command;
import io.tandem.notifier.telegram.Lists;
import io.tandem.notifier.telegram.Messenger;
import io.tandem.notifier.telegram.store.ChatTable;
import io.tandem.notifier.telegram.store.Overview;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Answers commands of chats on the list, from what the event log knows; all others are not answered. For virtual threads. */
@ApplicationScoped
public class CommandDesk {

    private final ChatTable chats;
    private final Overview overview;
    private final Messenger messenger;
    private final Permits permits;
    private final Wire wire;
    private final Lists lists;

    CommandDesk(
            ChatTable chats,
            Overview overview,
            Messenger messenger,
            Permits permits,
            Wire wire,
            NotifierConfig config) {
        this.chats = chats;
        this.overview = overview;
        this.messenger = messenger;
        this.permits = permits;
        this.wire = wire;
        this.lists = new Lists(new CallText(config.telegram().maskNumbers()));
    }

    public void answer(long chatId, Command command) {
        var chat = chats.find(chatId);
        if (chat.isEmpty()) {
            Log.infof("a command from a chat that is not on the list: %d", (Object) chatId);
            return;
        }
        try {
            var text = text(chat.get(), command);
            permits.await(chatId);
            var outcome = messenger.send(chatId, text);
            if (!(outcome instanceof Messenger.Outcome.Shown)) {
                Log.warnf("a command's answer did not reach chat %d: %s", (Object) chatId, outcome);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String text(Chat chat, Command command) {
        var tenant = chat.tenant();
        return switch (command) {
            case Command.Calls _ ->
                lists.calls(overview.latestOfCalls(tenant).stream()
                        .map(data -> wire.read(data, CallEvent.class))
                        .toList());
            case Command.Agents _ ->
                lists.agents(overview.latestOfAgents(tenant).stream()
                        .map(data -> wire.read(data, AgentEvent.class))
                        .toList());
            case Command.Campaigns _ ->
                lists.campaigns(overview.latestOfCampaigns(tenant).stream()
                        .map(data -> wire.read(data, CampaignEvent.class))
                        .toList());
            case Command.Status _ -> {
                var activity = overview.activity(tenant);
                int live = overview.latestOfCalls(tenant).size();
                yield lists.status(activity.eventsInLastMinute(), activity.lastEvent(), live, Instant.now());
            }
            case Command.Pause _, Command.Resume _ -> "Not available yet: pause and resume campaigns by the API.";
        };
    }
}
