package io.tandem.callstate.call.store;

import io.tandem.callstate.pbx.PbxView;
import io.tandem.contracts.PbxFact;

/** What a gateway says of its PBX, in one field of Redis: the weight, and a d after it while the PBX drains. */
record KnownPbx(int weight, boolean draining) {

    static final KnownPbx USUAL = new KnownPbx(PbxView.USUAL_WEIGHT, false);

    static KnownPbx of(PbxFact.LinkAlive alive) {
        var weight = alive.weight();
        return new KnownPbx(weight == null ? USUAL.weight() : weight, Boolean.TRUE.equals(alive.draining()));
    }

    static KnownPbx read(String written) {
        boolean draining = written.endsWith("d");
        return new KnownPbx(
                Integer.parseInt(draining ? written.substring(0, written.length() - 1) : written), draining);
    }

    String written() {
        return draining ? weight + "d" : Integer.toString(weight);
    }
}
