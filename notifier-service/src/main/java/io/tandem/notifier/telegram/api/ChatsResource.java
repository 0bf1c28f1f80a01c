package io.tandem.notifier.telegram.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import io.tandem.edge.tenancy.Role;
import io.tandem.notifier.telegram.Chat;
import io.tandem.notifier.telegram.store.ChatTable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The chats that are told of calls and may give commands. */
@Path("/api/v1/telegram/chats")
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR})
@RunOnVirtualThread
class ChatsResource {

    private final ChatTable chats;
    private final Caller caller;

    ChatsResource(ChatTable chats, Caller caller) {
        this.chats = chats;
        this.caller = caller;
    }

    @POST
    public Response add(@Valid @NotNull ChatBody body) {
        var chat = body.chat(caller.tenant(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
        if (!chats.add(chat)) {
            throw ProblemException.conflict("chat " + chat.chatId() + " is on a list already");
        }
        return Response.created(URI.create("/api/v1/telegram/chats/" + chat.chatId()))
                .entity(ChatView.of(chat))
                .build();
    }

    @GET
    public Page<ChatView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        int most = Limit.of(limit);
        long after = Cursor.decode(cursor).map(ChatsResource::key).orElse(Long.MIN_VALUE);
        return Page.cut(chats.page(caller.tenant(), after, most + 1), most, chat -> Long.toString(chat.chatId()))
                .map(ChatView::of);
    }

    @GET
    @Path("{chatId}")
    public ChatView one(@PathParam("chatId") long chatId) {
        return ChatView.of(found(chatId));
    }

    @PUT
    @Path("{chatId}")
    public ChatView change(@PathParam("chatId") long chatId, @Valid @NotNull ChatBody body) {
        if (body.id() != chatId) {
            throw ProblemException.invalid("chatId", "must be that of the path");
        }
        var chat = body.chat(caller.tenant(), found(chatId).createdAt());
        if (!chats.change(chat)) {
            throw notFound(chatId);
        }
        return ChatView.of(chat);
    }

    @DELETE
    @Path("{chatId}")
    public void remove(@PathParam("chatId") long chatId) {
        if (!chats.remove(caller.tenant(), chatId)) {
            throw notFound(chatId);
        }
    }

    private Chat found(long chatId) {
        return chats.find(caller.tenant(), chatId).orElseThrow(() -> notFound(chatId));
    }

    private static ProblemException notFound(long chatId) {
        return ProblemException.notFound("chat", Long.toString(chatId));
    }

    private static long key(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw ProblemException.badRequest("cursor is not one that this API gave");
        }
    }
}
