/** Lists of contacts as CSV, NDJSON or JSON, read row by row: a broken row is told and never costs a good one. */
@NullMarked
package io.tandem.campaign.contact.reading;

import org.jspecify.annotations.NullMarked;
