package io.tandem.aricontroller.stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.aricontroller.peer.ScriptedAri;
import java.util.Map;

/** The scripted peer for a slice; the controller is pointed at it. */
public final class ScriptedAriResource implements QuarkusTestResourceLifecycleManager {

    private final ScriptedAri asterisk = new ScriptedAri();

    @Override
    public Map<String, String> start() {
        return Map.of("ari-controller.pbx.base-uri", asterisk.baseUri().toString());
    }

    @Override
    public void stop() {
        asterisk.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(asterisk, new TestInjector.MatchesType(ScriptedAri.class));
    }
}
