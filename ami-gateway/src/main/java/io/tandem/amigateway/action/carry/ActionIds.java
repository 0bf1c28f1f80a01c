package io.tandem.amigateway.action.carry;

/**
 * ActionIDs of what the gateway asks by itself. Some events with an ActionID go to every session of a PBX, so {@code incarnation} must be
 * that of this process alone. What carries a command out has ids made of the command's.
 */
public final class ActionIds {

    private final String incarnation;
    private long last;

    public ActionIds(String incarnation) {
        this.incarnation = incarnation;
    }

    String next() {
        return incarnation + "-" + ++last;
    }
}
