/** What the suite consists of as everybody here knows it: its services, the paths that each owns, and its ports. */
@NullMarked
package io.tandem.local.plan;

import org.jspecify.annotations.NullMarked;
