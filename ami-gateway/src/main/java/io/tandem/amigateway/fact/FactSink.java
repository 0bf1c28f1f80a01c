package io.tandem.amigateway.fact;

import io.tandem.contracts.PbxFact;

/** Takes facts in the order in which they became known. */
public interface FactSink {

    void publish(PbxFact fact);

    /** Facts from here on come from another session with the PBX, whose start {@code boot} names. */
    void begin(String boot);

    /** More is waiting to be taken than should be: a fact that is worthless by then is better left out. */
    boolean isCongested();

    /** Facts that were taken for good. */
    long published();

    /** Whoever makes facts is asked to stop by the one and may go on by the other; each is called from any thread. */
    void onPressure(Runnable stop, Runnable goOn);
}
