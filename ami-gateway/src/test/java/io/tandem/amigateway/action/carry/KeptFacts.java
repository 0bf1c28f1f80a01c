package io.tandem.amigateway.action.carry;

import io.tandem.amigateway.fact.FactSink;
import io.tandem.contracts.PbxFact;
import java.util.List;

/** What was told, in order. */
record KeptFacts(List<PbxFact> facts) implements FactSink {

    @Override
    public void publish(PbxFact fact) {
        facts.add(fact);
    }

    @Override
    public void begin(String boot) {
        throw new UnsupportedOperationException("who carries commands begins no boot");
    }

    @Override
    public boolean isCongested() {
        return false;
    }

    @Override
    public long published() {
        return facts.size();
    }

    @Override
    public void onPressure(Runnable stop, Runnable goOn) {
        throw new UnsupportedOperationException("who carries commands does not read, so nothing stops");
    }
}
