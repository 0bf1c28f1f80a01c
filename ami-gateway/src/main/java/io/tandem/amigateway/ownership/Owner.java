package io.tandem.amigateway.ownership;

/** Holds links for as long as their PBXs are ours. */
public interface Owner {

    /** More are ours. Returns at once. */
    void given(Partitions ours);

    /** Fewer are. Returns when the links of the others are closed, or when that takes too long: then another may have them. */
    void taken(Partitions ours);

    /** Fewer are, and others may have them already: their links are closed without a word, which would be about somebody else's link. */
    void lost(Partitions ours);
}
