/** Agents over REST. */
@NullMarked
package io.tandem.campaign.agent.api;

import org.jspecify.annotations.NullMarked;
