package io.tandem.notifier.telegram.store;

import io.tandem.notifier.telegram.Chat;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of chats. A chat is on the list of one tenant at most, since its commands answer for that tenant. */
@ApplicationScoped
public class ChatTable {

    private static final String SELECT =
            "select chat_id, tenant, title, types, created_at from notifier.telegram_chats ";

    private final Jdbc jdbc;

    ChatTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the chat is on a list already. */
    public boolean add(Chat chat) {
        try {
            jdbc.update(
                    "insert into notifier.telegram_chats (chat_id, tenant, title, types, created_at)"
                            + " values (?, ?, ?, ?::text[], ?::timestamptz)",
                    chat.chatId(),
                    chat.tenant(),
                    chat.title(),
                    array(chat.types()),
                    chat.createdAt().toString());
            return true;
        } catch (DatabaseException e) {
            if (e.isDuplicate()) {
                return false;
            }
            throw e;
        }
    }

    public boolean change(Chat chat) {
        return jdbc.update(
                        "update notifier.telegram_chats set title = ?, types = ?::text[] where chat_id = ? and tenant = ?",
                        chat.title(),
                        array(chat.types()),
                        chat.chatId(),
                        chat.tenant())
                == 1;
    }

    public boolean remove(String tenant, long chatId) {
        return jdbc.update("delete from notifier.telegram_chats where chat_id = ? and tenant = ?", chatId, tenant) == 1;
    }

    public Optional<Chat> find(String tenant, long chatId) {
        return jdbc.query(SELECT + "where chat_id = ? and tenant = ?", ChatTable::chat, chatId, tenant).stream()
                .findFirst();
    }

    /** Whoever's list it is on. */
    public Optional<Chat> find(long chatId) {
        return jdbc.query(SELECT + "where chat_id = ?", ChatTable::chat, chatId).stream()
                .findFirst();
    }

    public List<Chat> page(String tenant, long after, int limit) {
        return jdbc.query(
                SELECT + "where tenant = ? and chat_id > ? order by chat_id limit ?",
                ChatTable::chat,
                tenant,
                after,
                limit);
    }

    public List<Chat> all() {
        return jdbc.query(SELECT, ChatTable::chat);
    }

    private static Chat chat(ResultSet row) throws SQLException {
        Array types = row.getArray("types");
        return new Chat(
                row.getLong("chat_id"),
                row.getString("tenant"),
                row.getString("title"),
                Arrays.asList((String[]) types.getArray()),
                row.getTimestamp("created_at").toInstant());
    }

    /** As PostgreSQL writes an array. Types are the contract's names: nothing in them needs an escape. */
    private static String array(List<String> types) {
        return "{" + String.join(",", types) + "}";
    }
}
