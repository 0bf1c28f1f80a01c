package io.tandem.amigateway.link.socket;

import io.tandem.ami.AmiMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, as words. */
final class RecordedSession implements AmiSession {

    private final List<String> told = new CopyOnWriteArrayList<>();

    List<String> told() {
        return List.copyOf(told);
    }

    long count(String word) {
        return told.stream().filter(t -> t.startsWith(word)).count();
    }

    @Override
    public void connecting() {
        told.add("connecting");
    }

    @Override
    public void up(Duration took) {
        told.add("up");
    }

    @Override
    public void alarm(int failures, String reason) {
        told.add("alarm " + failures + " " + reason);
    }

    @Override
    public void event(AmiMessage.Event event) {
        told.add("event " + event.name() + " " + event.headers().text("N"));
    }

    @Override
    public void read(int bytes, long skipped) {
        // figures only
    }

    @Override
    public void undecodable() {
        told.add("undecodable");
    }

    @Override
    public void cutShort() {
        told.add("cut short");
    }

    @Override
    public void lost(String reason) {
        told.add("lost " + reason);
    }

    @Override
    public void closed(String reason) {
        told.add("closed " + reason);
    }
}
