package io.tandem.callstate.call;

import io.tandem.contracts.FactSource;

/**
 * What one interface showed of the order of things. AMI and ARI are not ordered against each other, but each tells its own story in
 * order, so who left first is asked of each alone, at the first time it says so.
 *
 * @param agentLeftFirst the agent was out of the bridge, or gone, before the customer went
 * @param agentGoneFirst the agent's channel was gone before the customer's
 * @param together the customer came to where the agent was
 */
public record Course(boolean agentLeftFirst, boolean agentGoneFirst, boolean together) {

    static final Course NOTHING = new Course(false, false, false);

    /** {@code customerAway} and {@code agent} as they were before {@code sign} was seen. */
    Course agentShowed(Sign sign, boolean customerAway) {
        boolean left = sign == Sign.LEFT_BRIDGE || sign == Sign.GONE;
        return new Course(
                agentLeftFirst || (left && !customerAway),
                agentGoneFirst || (sign == Sign.GONE && !customerAway),
                together);
    }

    /** As {@link #agentShowed}, where it is the agent who comes to where the customer is. */
    Course agentCame(FactSource source, Sign sign, Leg customer) {
        boolean joined = Sign.TOGETHER.contains(sign);
        boolean isThere = !customer.showedAny(source, Sign.AWAY_FOR_GOOD);
        var course = agentShowed(sign, !isThere);
        return new Course(course.agentLeftFirst(), course.agentGoneFirst(), together || (joined && isThere));
    }

    Course customerShowed(FactSource source, Sign sign, Leg agent) {
        boolean joined = Sign.TOGETHER.contains(sign);
        boolean agentGone = agent.showedAny(source, java.util.Set.of(Sign.GONE));
        return new Course(agentLeftFirst, agentGoneFirst, together || (joined && !agentGone));
    }
}
