package io.tandem.callstate.call;

import java.time.Duration;

/**
 * How long each wait lasts. {@code commandLife} is shorter than {@code agentSign}, {@code handOff}, {@code customerSign} and {@code giveUp}, so that
 * a command whose time limit passed unseen can no longer be carried out when the other interface is asked.
 *
 * @param screening from the customer's answer to AMD's verdict
 * @param message how long a machine's greeting and the message may take together
 * @param consult how long a customer may hear music while others consult
 */
public record Limits(
        Duration commandLife,
        Duration agentSign,
        Duration join,
        Duration handOff,
        Duration customerSign,
        Duration grace,
        Duration ending,
        Duration giveUp,
        Duration settle,
        Duration archive,
        Duration consult,
        Duration screening,
        Duration message) {

    public Limits {
        if (commandLife.compareTo(agentSign) >= 0
                || commandLife.compareTo(handOff) >= 0
                || commandLife.compareTo(customerSign) >= 0
                || commandLife.compareTo(giveUp) >= 0) {
            throw new IllegalArgumentException("a command must expire before its own time limit passes");
        }
    }
}
