/** What {@code ./tandem test} says at its end. The JDK alone: it runs from the module's classes. */
@NullMarked
package io.tandem.local.report;

import org.jspecify.annotations.NullMarked;
