package io.tandem.callstate.pbx;

/**
 * A PBX as it is known now.
 *
 * @param weight share of new calls among equally busy PBXs, 1 to 1000; 0: none but those that ask for it
 * @param draining it takes no new call
 * @param liveCalls calls of ours on it that have not ended, whoever started them
 * @param ami its AMI link is alive
 * @param ari its ARI link is alive
 */
public record PbxView(String pbxId, int weight, boolean draining, int liveCalls, boolean ami, boolean ari) {

    /** Of a PBX whose gateway does not say. */
    public static final int USUAL_WEIGHT = 100;

    boolean takesCalls() {
        return (ami || ari) && !draining && weight > 0;
    }

    boolean isWhole() {
        return ami && ari;
    }

    /** How busy it would be with one more call, for its weight. */
    double load() {
        return (liveCalls + 1.0) / weight;
    }
}
