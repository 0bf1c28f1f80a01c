/** {@code ./tandem call}: one click-to-call and its timeline. */
@NullMarked
package io.tandem.local.call;

import org.jspecify.annotations.NullMarked;
