/** Telephone numbers: E.164 by libphonenumber, premium-rate detection, masking for logs. */
@NullMarked
package io.tandem.edge.phone;

import org.jspecify.annotations.NullMarked;
