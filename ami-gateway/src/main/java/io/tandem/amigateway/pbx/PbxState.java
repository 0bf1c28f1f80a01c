package io.tandem.amigateway.pbx;

/** {@code UP}: both sessions work and commands are read. {@code DOWN}: an attempt failed and the next is due. */
public enum PbxState {
    CONNECTING,
    UP,
    DOWN
}
