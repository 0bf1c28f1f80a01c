/** What figures of a path mean to whoever listens. */
@NullMarked
package io.tandem.edge.voice;

import org.jspecify.annotations.NullMarked;
