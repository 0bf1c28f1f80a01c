/** Agents and their presence in PostgreSQL. */
@NullMarked
package io.tandem.campaign.agent.store;

import org.jspecify.annotations.NullMarked;
