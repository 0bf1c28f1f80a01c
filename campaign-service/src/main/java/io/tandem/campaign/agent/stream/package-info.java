/** Presence of agents, read from call-state-service. */
@NullMarked
package io.tandem.campaign.agent.stream;

import org.jspecify.annotations.NullMarked;
