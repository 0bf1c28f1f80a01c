/** Agents as they are configured: their phone, skills and teams. Their live presence belongs to call-state-service; what it says is kept beside them. */
@NullMarked
package io.tandem.campaign.agent;

import org.jspecify.annotations.NullMarked;
