/** Contacts over REST: import, lists, export. */
@NullMarked
package io.tandem.campaign.contact.api;

import org.jspecify.annotations.NullMarked;
