package io.tandem.amigateway.pbx;

/**
 * {@code UP}: both sessions work. {@code DOWN}: an attempt failed and the next is due. {@code ELSEWHERE}: the partition of its commands
 * is another replica's, and so is the link. {@code UNUSABLE}: the directory names it in a way that cannot be used here.
 */
public enum PbxState {
    CONNECTING,
    UP,
    DOWN,
    ELSEWHERE,
    UNUSABLE
}
