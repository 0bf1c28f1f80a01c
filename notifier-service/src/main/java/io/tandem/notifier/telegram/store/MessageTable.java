package io.tandem.notifier.telegram.store;

import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.event.NewEvent;
import io.tandem.notifier.event.NewEvent.About;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each chat should show of each call, and what it shows; and how far the event log was followed. */
@ApplicationScoped
public class MessageTable {

    /** @param mayAppear whether the event may make the call appear, or only change a message that is there */
    public record Wanted(long chatId, String callId, long version, String text, boolean mayAppear) {}

    /** A message that is behind. {@code messageId} is null until it was sent. */
    public record Behind(
            long chatId,
            String callId,
            long version,
            String text,
            @Nullable Integer messageId,
            @Nullable String shownText,
            int attempts) {}

    private static final String NEXT_EVENTS = """
            select sequence, event_id, tenant, type, source, time, subject, call_id, agent_id, campaign_id, data
            from notifier.events where sequence > ? order by sequence limit ?
            """;

    private static final String APPEAR = """
            insert into notifier.telegram_messages (chat_id, call_id, wanted_version, wanted_text) values (?, ?, ?, ?)
            on conflict (chat_id, call_id) do nothing
            """;

    private static final String CHANGE = """
            update notifier.telegram_messages
            set wanted_since = case when shown_version < wanted_version then wanted_since else now() end,
                wanted_version = ?, wanted_text = ?
            where chat_id = ? and call_id = ? and wanted_version < ?
            """;

    private static final String BEHIND = """
            select m.chat_id, call_id, wanted_version, wanted_text, message_id, shown_text, attempts
            from notifier.telegram_chats c cross join lateral (
                select * from notifier.telegram_messages m
                where m.chat_id = c.chat_id and shown_version < wanted_version and given_up is null
                    and not_before <= now()
                order by wanted_since limit 1) m
            """;

    private final Jdbc jdbc;

    MessageTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Turns the next events of the log into what chats should show, in one transaction with how far it got. */
    public int follow(int limit, Function<List<LoggedEvent>, List<Wanted>> wanted) {
        return jdbc.inTransaction(connection -> {
            var events = Jdbc.query(connection, NEXT_EVENTS, MessageTable::event, progress(connection), limit);
            if (!events.isEmpty()) {
                for (var want : wanted.apply(events)) {
                    want(connection, want);
                }
                Jdbc.update(
                        connection,
                        "update notifier.telegram_progress set sequence = ?",
                        events.getLast().sequence());
            }
            return events.size();
        });
    }

    /** The oldest message that is behind, of each chat that has one. */
    public List<Behind> behind() {
        return jdbc.query(BEHIND, MessageTable::behind);
    }

    public void shown(Behind behind, int messageId) {
        jdbc.update(
                """
                update notifier.telegram_messages
                set message_id = ?, shown_version = ?, shown_text = ?, attempts = 0, not_before = now(),
                    wanted_since = case when wanted_version > ? then now() else wanted_since end
                where chat_id = ? and call_id = ?
                """, messageId, behind.version(), behind.text(), behind.version(), behind.chatId(), behind.callId());
    }

    public void failed(Behind behind, Duration pause) {
        jdbc.update("""
                update notifier.telegram_messages
                set attempts = attempts + 1, not_before = now() + make_interval(secs => ?)
                where chat_id = ? and call_id = ?
                """, pause.toMillis() / 1000.0, behind.chatId(), behind.callId());
    }

    public void giveUp(Behind behind, String why) {
        jdbc.update(
                "update notifier.telegram_messages set given_up = ? where chat_id = ? and call_id = ?",
                why,
                behind.chatId(),
                behind.callId());
    }

    public long countBehind() {
        return jdbc.query(
                        "select count(*) from notifier.telegram_messages"
                                + " where shown_version < wanted_version and given_up is null",
                        row -> row.getLong(1))
                .getFirst();
    }

    public int forget(Duration age) {
        return jdbc.update(
                "delete from notifier.telegram_messages where wanted_since < now() - make_interval(secs => ?)",
                (double) age.toSeconds());
    }

    /** The first time, the log is followed from where it ends: what happened before there was a bot is not told. */
    private static long progress(Connection connection) throws SQLException {
        Jdbc.update(connection, """
                insert into notifier.telegram_progress (sequence)
                select coalesce(max(sequence), 0) from notifier.events on conflict do nothing
                """);
        return Jdbc.query(
                        connection, "select sequence from notifier.telegram_progress for update", row -> row.getLong(1))
                .getFirst();
    }

    private static void want(Connection connection, Wanted want) throws SQLException {
        int changed = Jdbc.update(
                connection, CHANGE, want.version(), want.text(), want.chatId(), want.callId(), want.version());
        if (changed == 0 && want.mayAppear()) {
            Jdbc.update(connection, APPEAR, want.chatId(), want.callId(), want.version(), want.text());
        }
    }

    private static Behind behind(ResultSet row) throws SQLException {
        return new Behind(
                row.getLong("chat_id"),
                row.getString("call_id"),
                row.getLong("wanted_version"),
                row.getString("wanted_text"),
                row.getObject("message_id", Integer.class),
                row.getString("shown_text"),
                row.getInt("attempts"));
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        var about = new About(row.getString("call_id"), row.getString("agent_id"), row.getString("campaign_id"));
        return new LoggedEvent(
                row.getLong("sequence"),
                new NewEvent(
                        row.getString("event_id"),
                        row.getString("tenant"),
                        row.getString("type"),
                        row.getString("source"),
                        row.getTimestamp("time").toInstant(),
                        row.getString("subject"),
                        about,
                        row.getString("data")));
    }
}
