package io.tandem.callstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class StoppingTest {

    private final AtomicBoolean isPaused = new AtomicBoolean();
    private final Stopping stopping = new Stopping(scheduler());
    private final UnicastProcessor<Message<?>> topic = UnicastProcessor.create();
    private final List<Message<?>> taken = new CopyOnWriteArrayList<>();

    private Scheduler scheduler() {
        return (Scheduler) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Scheduler.class}, (_, method, _) -> {
                    isPaused.set(method.getName().equals("pause"));
                    return null;
                });
    }

    private void reads(String channel) {
        var _ = stopping.decorate(topic, List.of(channel), true).subscribe().with(taken::add);
    }

    private CompletableFuture<Void> stops() {
        var stopped = CompletableFuture.runAsync(() -> stopping.stop(new ShutdownEvent()));
        await().until(isPaused::get);
        return stopped;
    }

    @Test
    void what_is_under_way_is_finished_first() {
        reads("facts");
        topic.onNext(Message.of("answered"));
        topic.onNext(Message.of("refused"));

        var stopped = stops();

        assertThat(stopped).isNotDone();
        var _ = taken.getFirst().ack();
        var _ = taken.getLast().nack(new IllegalStateException("no good"));
        await().until(stopped::isDone);
    }

    @Test
    void nothing_is_taken_any_more() {
        reads("facts");
        stops().join();

        topic.onNext(Message.of("late"));

        assertThat(taken).isEmpty();
    }

    /** It is written nowhere, and never ends. */
    @Test
    void nobody_waits_for_the_directory() {
        reads("directory");
        topic.onNext(Message.of("an agent"));

        stops().join();

        assertThat(taken).hasSize(1);
    }
}
