/** The one origin of the local suite: a reverse proxy that knows only which first segment of a path belongs to whom. */
@NullMarked
package io.tandem.local.front;

import org.jspecify.annotations.NullMarked;
