package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.link.socket.AmiSession;

/** The session that acts. It hears what the {@link CommandCarrier} asks for and nothing else. Confined to the PBX's context. */
final class ActionsSession implements AmiSession {

    private final LinkReport link;
    private final CommandCarrier carrier;
    private final SessionMeters meters;

    ActionsSession(LinkReport link, CommandCarrier carrier, SessionMeters meters) {
        this.link = link;
        this.carrier = carrier;
        this.meters = meters;
    }

    @Override
    public void connecting() {
        link.connecting();
    }

    @Override
    public void up() {
        meters.up();
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
    public void lost(String reason) {
        // What was on its way is told apart by its own answer: see CommandCarrier.
    }

    @Override
    public void closed(String reason) {
        meters.down();
        carrier.sessionLost(reason);
        link.gone(LinkReport.Missing.ACTIONS, "actions: " + reason);
    }
}
