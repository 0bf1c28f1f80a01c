package io.tandem.notifier.telegram.bot;

import io.tandem.notifier.NotifierConfig;
import java.net.URI;
import org.telegram.telegrambots.meta.TelegramUrl;

/** Where the bot lives and its secret. The token is part of every URL, so neither is ever logged. */
record Bot(String token, TelegramUrl url) {

    static Bot of(NotifierConfig.Telegram config) {
        return new Bot(config.token().orElseThrow(), url(config.apiUrl()));
    }

    private static TelegramUrl url(URI uri) {
        int usual = "https".equals(uri.getScheme()) ? 443 : 80;
        return new TelegramUrl(uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort(), false);
    }

    @Override
    public String toString() {
        return "Bot[" + url.getHost() + "]";
    }
}
