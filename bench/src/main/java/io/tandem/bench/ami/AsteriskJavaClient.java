package io.tandem.bench.ami;

import io.tandem.local.process.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.event.AbstractMeetMeEvent;
import org.asteriskjava.manager.event.BridgeEvent;
import org.asteriskjava.manager.event.ConnectEvent;
import org.asteriskjava.manager.event.DialEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ProtocolIdentifierReceivedEvent;

/** asterisk-java as its users have it: connected and logged in, with a listener. */
final class AsteriskJavaClient implements AutoCloseable {

    private final DefaultManagerConnection connection;
    private final AtomicLong delivered = new AtomicLong();
    private volatile long lastAt;

    AsteriskJavaClient(int port, Runnable eachEvent) {
        connection = new DefaultManagerConnection("127.0.0.1", port, "bench", "bench");
        connection.addEventListener(event -> {
            if (isOfThePbx(event)) {
                eachEvent.run();
                delivered.incrementAndGet();
                lastAt = System.nanoTime();
            }
        });
        try {
            connection.login();
        } catch (IOException | AuthenticationFailedException | TimeoutException e) {
            throw new IllegalStateException("asterisk-java cannot log in", e);
        }
    }

    /** It makes some events itself: of the connection, and old ones out of new. */
    private static boolean isOfThePbx(ManagerEvent event) {
        return event.getClass() != DialEvent.class
                && !(event instanceof BridgeEvent
                        || event instanceof AbstractMeetMeEvent
                        || event instanceof ConnectEvent
                        || event instanceof DisconnectEvent
                        || event instanceof ProtocolIdentifierReceivedEvent);
    }

    /** Waits until all were delivered, or none for a while after the last, or the limit is over. */
    void awaitEnd(long events, Duration silence, Duration limit) {
        lastAt = System.nanoTime();
        Await.within(limit, () -> delivered.get() >= events || System.nanoTime() - lastAt > silence.toNanos());
    }

    long delivered() {
        return delivered.get();
    }

    /** When the last one was delivered, by {@link System#nanoTime}. */
    long lastAt() {
        return lastAt;
    }

    @Override
    public void close() {
        connection.logoff();
    }
}
