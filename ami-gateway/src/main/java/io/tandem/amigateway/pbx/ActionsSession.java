package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.link.socket.AmiSession;
import java.time.Duration;

/** The session that acts. It hears what the {@link CommandCarrier} asks for and nothing else. Confined to the PBX's context. */
final class ActionsSession implements AmiSession {

    private final LinkReport link;
    private final CommandCarrier carrier;
    private final SessionMeters meters;
    private final Runnable loggedIn;

    ActionsSession(LinkReport link, CommandCarrier carrier, SessionMeters meters, Runnable loggedIn) {
        this.link = link;
        this.carrier = carrier;
        this.meters = meters;
        this.loggedIn = loggedIn;
    }

    @Override
    public void connecting() {
        link.connecting();
    }

    @Override
    public void up(Duration took) {
        meters.up(took);
        loggedIn.run();
        link.here(LinkReport.Missing.ACTIONS);
        carrier.sessionUp();
    }

    @Override
    public void event(AmiMessage.Event event) {
        meters.event(event.name());
        carrier.event(event);
    }

    @Override
    public void read(int bytes, long skipped) {
        meters.read(bytes, skipped);
    }

    @Override
    public void undecodable() {
        meters.undecodable();
    }

    @Override
    public void cutShort() {
        meters.cutShort();
    }

    @Override
    public void lost(String reason) {
        // What was on its way is told apart by its own answer: see CommandCarrier.
    }

    @Override
    public void alarm(int failures, String reason) {
        meters.alarm(failures, reason);
    }

    @Override
    public void closed(String reason) {
        meters.down(reason);
        carrier.sessionLost(reason);
        link.gone(LinkReport.Missing.ACTIONS, "actions: " + reason);
    }
}
