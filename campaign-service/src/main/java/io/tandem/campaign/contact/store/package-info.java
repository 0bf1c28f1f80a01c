/** Contacts, imports and attempts in PostgreSQL, for reading and importing. */
@NullMarked
package io.tandem.campaign.contact.store;

import org.jspecify.annotations.NullMarked;
