/** Contacts: how they are read from a list, and how a contact moves as its calls go. */
@NullMarked
package io.tandem.campaign.contact;

import org.jspecify.annotations.NullMarked;
