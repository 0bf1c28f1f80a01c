package io.tandem.notifier.telegram.board;

import io.tandem.contracts.CallEvent;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.telegram.CallText;
import io.tandem.notifier.telegram.Chat;
import io.tandem.notifier.telegram.store.ChatTable;
import io.tandem.notifier.telegram.store.MessageTable;
import io.tandem.notifier.telegram.store.MessageTable.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows the event log: what each chat of the tenant should show of a call after an event. */
@ApplicationScoped
class Announcements {

    private static final int PAGE = 500;

    /** No step of the call: its versions count contexts. */
    private static final String CONTEXT_CHANGED = TypeName.unversioned(CallEvent.ContextChanged.class);

    private final MessageTable messages;
    private final ChatTable chats;
    private final Wire wire;
    private final CallText text;
    private final Duration announceWithin;

    Announcements(MessageTable messages, ChatTable chats, Wire wire, NotifierConfig config) {
        this.messages = messages;
        this.chats = chats;
        this.wire = wire;
        this.text = new CallText(config.telegram().maskNumbers());
        this.announceWithin = config.telegram().announceWithin();
    }

    /** One step; answers whether there is more to follow at once. */
    boolean step() {
        return messages.follow(PAGE, this::wanted) == PAGE;
    }

    private List<Wanted> wanted(List<LoggedEvent> events) {
        var calls = events.stream()
                .filter(e -> e.event().type().startsWith("call."))
                .filter(e -> !e.event().type().equals(CONTEXT_CHANGED))
                .toList();
        if (calls.isEmpty()) {
            return List.of();
        }
        var byTenant = chats.all().stream().collect(Collectors.groupingBy(Chat::tenant));
        var freshAfter = Instant.now().minus(announceWithin);
        return calls.stream().flatMap(e -> wanted(e, byTenant, freshAfter)).toList();
    }

    private Stream<Wanted> wanted(LoggedEvent logged, Map<String, List<Chat>> byTenant, Instant freshAfter) {
        var event = logged.event();
        var chatsOfTenant = byTenant.getOrDefault(event.tenant(), List.of());
        if (chatsOfTenant.isEmpty()) {
            return Stream.empty();
        }
        var call = wire.read(event.data(), CallEvent.class);
        var words = text.of(call);
        return chatsOfTenant.stream()
                .map(chat -> new Wanted(
                        chat.chatId(),
                        call.callId(),
                        call.version(),
                        words,
                        chat.announces(event.type()) && event.time().isAfter(freshAfter)));
    }
}
