package io.tandem.amigateway.pbx;

import io.tandem.ami.EventNames;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.entry.PbxEntry;
import io.tandem.amigateway.link.socket.AmiPeer;

/** The two logins of a PBX. */
final class Peers {

    /** Only system events until FullyBooted has come: {@link EventsSession} turns the others on. */
    static AmiPeer events(PbxEntry entry) {
        return peer(entry, entry.events(), "system", EventNames.of(EventsSession.EVENTS));
    }

    static AmiPeer actions(PbxEntry entry) {
        return peer(entry, entry.actions(), "call", EventNames.of(CommandCarrier.EVENTS));
    }

    private static AmiPeer peer(PbxEntry entry, PbxEntry.Login login, String firstEvents, EventNames wanted) {
        var address = entry.address();
        var tls = address.tls() == null
                ? null
                : new AmiPeer.Tls(address.tls().trustFile(), address.tls().verifyHost());
        return new AmiPeer(address.host(), address.port(), tls, login.user(), login.secret(), firstEvents, wanted);
    }

    private Peers() {}
}
