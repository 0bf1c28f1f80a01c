/** Events as the notifier tells them: each once, each with a sequence number that rises in the order of telling. Pure. */
@NullMarked
package io.tandem.notifier.event;

import org.jspecify.annotations.NullMarked;
