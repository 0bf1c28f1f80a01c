package io.tandem.testkit.telegram;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link FakeTelegram} for the time of the test application; a field of that type in the test gets it. */
public final class TelegramResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable FakeTelegram telegram;

    @Override
    public Map<String, String> start() {
        telegram = FakeTelegram.start();
        return Map.of(
                "notifier-service.telegram.api-url",
                telegram.url().toString(),
                "notifier-service.telegram.token",
                FakeTelegram.TOKEN);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(telegram, new TestInjector.MatchesType(FakeTelegram.class));
    }

    @Override
    public void stop() {
        if (telegram != null) {
            telegram.close();
        }
    }
}
