package io.tandem.notifier.telegram.bot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.notifier.NotifierConfig;
import io.tandem.notifier.telegram.Command;
import io.tandem.notifier.telegram.board.CommandDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.util.TelegramOkHttpClientFactory.DefaultOkHttpClientCreator;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/**
 * Asks Telegram what people wrote, on a thread of its own, and hands commands to the desk, each on a virtual thread. There must be
 * one poller a token. Telegram being away at start is tried again, more and more seldom.
 */
@ApplicationScoped
class CommandPolling {

    private static final Duration LONG_POLL = Duration.ofSeconds(50);
    private static final Duration STALE = Duration.ofMinutes(5);
    private static final int LONGEST_RETRY_SECONDS = 60;

    private final NotifierConfig.Telegram config;
    private final CommandDesk desk;
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService polling = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("telegram-polling").factory());

    CommandPolling(NotifierConfig config, CommandDesk desk) {
        this.config = config.telegram();
        this.desk = desk;
    }

    void start(@Observes StartupEvent event) {
        if (config.token().isPresent()) {
            polling.execute(() -> register(1));
        } else {
            Log.info("Telegram is off: notifier-service.telegram.token is not set");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        polling.shutdownNow();
        answering.shutdownNow();
    }

    private void register(int retrySeconds) {
        var bot = Bot.of(config);
        var application = new TelegramBotsLongPollingApplication(
                ObjectMapper::new, new DefaultOkHttpClientCreator(), () -> polling);
        try {
            application.registerBot(bot.token(), bot::url, CommandPolling::updatesAfter, this::received);
            Log.infof("Telegram is on: %s", bot);
        } catch (TelegramApiException | RuntimeException e) {
            Log.warnf(
                    "cannot reach Telegram, trying again in %d s: %s",
                    retrySeconds, e.getClass().getSimpleName());
            var _ = polling.schedule(
                    () -> register(Math.min(retrySeconds * 2, LONGEST_RETRY_SECONDS)), retrySeconds, TimeUnit.SECONDS);
        }
    }

    private static GetUpdates updatesAfter(int last) {
        return GetUpdates.builder()
                .limit(100)
                .timeout((int) LONG_POLL.toSeconds())
                .offset(last + 1)
                .allowedUpdates(List.of("message"))
                .build();
    }

    private void received(List<Update> updates) {
        updates.forEach(update -> answering.execute(() -> answer(update)));
    }

    /** A boundary: what one command breaks must not end the polling. */
    private void answer(Update update) {
        var message = update.getMessage();
        if (message == null || !message.hasText() || isStale(message.getDate())) {
            return;
        }
        try {
            Command.parse(message.getText()).ifPresent(command -> desk.answer(message.getChatId(), command));
        } catch (RuntimeException e) {
            Log.error("cannot answer a command", e);
        }
    }

    private static boolean isStale(Integer date) {
        return Instant.ofEpochSecond(date).isBefore(Instant.now().minus(STALE));
    }
}
