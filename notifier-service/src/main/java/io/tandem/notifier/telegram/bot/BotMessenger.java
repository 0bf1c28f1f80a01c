package io.tandem.notifier.telegram.bot;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.telegram.Messenger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.generics.TelegramClient;

/** The Bot API by telegrambots, which neither repeats nor throttles; nor does this. Blocks: for virtual threads. */
@ApplicationScoped
class BotMessenger implements Messenger {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private interface Request {
        int run(TelegramClient telegram) throws TelegramApiException;
    }

    private final Optional<TelegramClient> telegram;
    private final MeterRegistry metrics;

    BotMessenger(NotifierConfig config, MeterRegistry metrics) {
        this.telegram = config.telegram().token().map(_ -> client(Bot.of(config.telegram())));
        this.metrics = metrics;
    }

    @Override
    public Outcome send(long chatId, String text) {
        return attempt("send", null, api -> api.execute(SendMessage.builder()
                        .chatId(chatId)
                        .text(text)
                        .disableWebPagePreview(true)
                        .build())
                .getMessageId());
    }

    @Override
    public Outcome edit(long chatId, int messageId, String text) {
        return attempt("edit", messageId, api -> {
            api.execute(EditMessageText.builder()
                    .chatId(chatId)
                    .messageId(messageId)
                    .text(text)
                    .disableWebPagePreview(true)
                    .build());
            return messageId;
        });
    }

    private Outcome attempt(String kind, @Nullable Integer messageId, Request request) {
        Outcome outcome;
        try {
            outcome = new Outcome.Shown(request.run(telegram.orElseThrow()));
        } catch (TelegramApiRequestException e) {
            outcome = judge(e, messageId);
        } catch (TelegramApiException e) {
            outcome = new Outcome.Failed(cause(e));
        }
        var name =
                switch (outcome) {
                    case Outcome.Shown _ -> "shown";
                    case Outcome.MustWait _ -> "must-wait";
                    case Outcome.Failed _ -> "failed";
                    case Outcome.Refused _ -> "refused";
                };
        metrics.counter("tandem.telegram.requests", "kind", kind, "outcome", name)
                .increment();
        return outcome;
    }

    /** Codes as the Bot API gives them; 0 is an answer that was no JSON. An edit that changes nothing is one that was done before. */
    private static Outcome judge(TelegramApiRequestException e, @Nullable Integer messageId) {
        int code = e.getErrorCode() == null ? 0 : e.getErrorCode();
        var why = code + " " + e.getApiResponse();
        if (code == 429) {
            var parameters = e.getParameters();
            var wait = parameters == null || parameters.getRetryAfter() == null ? 1 : parameters.getRetryAfter();
            return new Outcome.MustWait(Duration.ofSeconds(wait));
        }
        if (code == 400 && messageId != null && why.contains("message is not modified")) {
            return new Outcome.Shown(messageId);
        }
        return code == 400 || code == 403 ? new Outcome.Refused(why) : new Outcome.Failed(why);
    }

    /** Without the message of telegrambots, which may name the URL. */
    private static String cause(TelegramApiException e) {
        return e.getCause() == null
                ? e.getClass().getSimpleName()
                : e.getCause().getClass().getSimpleName();
    }

    private static TelegramClient client(Bot bot) {
        var http = new OkHttpClient.Builder()
                .connectTimeout(TIMEOUT)
                .readTimeout(TIMEOUT)
                .callTimeout(TIMEOUT.multipliedBy(2))
                // A message sent again behind our back would show twice.
                .retryOnConnectionFailure(false)
                .build();
        return new OkHttpTelegramClient(http, bot.token(), bot.url());
    }
}
