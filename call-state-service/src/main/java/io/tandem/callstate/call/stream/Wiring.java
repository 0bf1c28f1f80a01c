package io.tandem.callstate.call.stream;

import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.CallMachine;
import io.tandem.callstate.call.Directions;
import io.tandem.callstate.call.Limits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The machine with the limits of the configuration. */
class Wiring {

    @Produces
    @Singleton
    CallMachine machine(CallStateConfig config, Directions directions) {
        var l = config.limits();
        return new CallMachine(
                new Limits(
                        l.commandLife(),
                        l.agentSign(),
                        l.join(),
                        l.handOff(),
                        l.customerSign(),
                        l.grace(),
                        l.ending(),
                        l.giveUp(),
                        l.settle(),
                        l.archive(),
                        l.consult(),
                        l.screening(),
                        l.message()),
                directions);
    }
}
