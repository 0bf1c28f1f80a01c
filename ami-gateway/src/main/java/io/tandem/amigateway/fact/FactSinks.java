package io.tandem.amigateway.fact;

/** Where the facts of each PBX go. Safe from any thread. */
@FunctionalInterface
public interface FactSinks {

    /** The same one for the same PBX. */
    FactSink of(String pbxId);
}
