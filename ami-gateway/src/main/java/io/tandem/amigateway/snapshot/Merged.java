package io.tandem.amigateway.snapshot;

import io.tandem.contracts.PbxFact;
import java.util.List;
import java.util.Map;

/**
 * What follows from a snapshot.
 *
 * @param unseen facts that nobody told, marked {@code reconciled}; to be told before anything else
 * @param channels all that lived at some moment since the snapshot began: what ended meanwhile is told by its own hang-up
 * @param missing channels that were believed to live and of which nothing is known any more
 */
public record Merged(
        List<PbxFact.ChannelFact> unseen,
        List<PbxFact.LiveChannel> channels,
        List<String> missing,
        Map<Divergence, Integer> divergences) {
    public Merged {
        unseen = List.copyOf(unseen);
        channels = List.copyOf(channels);
        missing = List.copyOf(missing);
        divergences = Map.copyOf(divergences);
    }
}
