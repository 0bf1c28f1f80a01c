/**
 * What a tenant configures and other services need at call time: entries that callers name, kept in PostgreSQL and told on the
 * directory's topic. What an agent or a trunk is, its own feature says.
 */
@NullMarked
package io.tandem.campaign.directory;

import org.jspecify.annotations.NullMarked;
