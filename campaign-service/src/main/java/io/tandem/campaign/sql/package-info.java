/** Native queries through the Hibernate Reactive session at hand. */
@NullMarked
package io.tandem.campaign.sql;

import org.jspecify.annotations.NullMarked;
