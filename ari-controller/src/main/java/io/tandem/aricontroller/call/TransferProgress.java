package io.tandem.aricontroller.call;

/** What a phone that asked for a transfer is told of it: 100, 200, 503 and 603 of SIP, as Asterisk 22.10.1 sends them. */
public enum TransferProgress {
    TRYING,
    DONE,
    FAILED,
    DECLINED
}
