/**
 * Child processes that outlive the command that started them: each is recorded in a run file with its pid and start time, so that a
 * later command finds it again and never signals a stranger that got the same pid.
 */
@NullMarked
package io.tandem.local.process;

import org.jspecify.annotations.NullMarked;
