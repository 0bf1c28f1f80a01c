package io.tandem.notifier.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.notifier.live.Outbox.Offer;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(2);

    @Test
    void holds_everything_until_the_replay_is_over() {
        assertThat(outbox.offer("a")).isEqualTo(new Offer.Waits());
        assertThat(outbox.offer("b")).isEqualTo(new Offer.Waits());

        assertThat(outbox.next()).hasValue("a");
        assertThat(outbox.next()).hasValue("b");
        assertThat(outbox.next()).isEmpty();
    }

    @Test
    void sends_at_once_when_nothing_is_under_way() {
        outbox.next();

        assertThat(outbox.offer("a")).isEqualTo(new Offer.SendNow("a"));
        assertThat(outbox.offer("b")).isEqualTo(new Offer.Waits());
    }

    @Test
    void overflows_once_and_then_takes_nothing() {
        outbox.next();
        outbox.offer("sending");
        outbox.offer("1");
        outbox.offer("2");

        assertThat(outbox.offer("3")).isEqualTo(new Offer.Overflown());
        assertThat(outbox.offer("4")).isEqualTo(new Offer.Ignored());
        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.isClosed()).isTrue();
    }
}
