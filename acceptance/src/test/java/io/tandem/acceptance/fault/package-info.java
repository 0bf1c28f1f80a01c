/** What is promised when a part or the way to it breaks, told with calls up; each story says the fault and what must hold again. */
@NullMarked
package io.tandem.acceptance.fault;

import org.jspecify.annotations.NullMarked;
