/** How a caller of REST says that a call, or each of a campaign, is to be screened. */
@NullMarked
package io.tandem.edge.screening;

import org.jspecify.annotations.NullMarked;
