/** A scripted AMI server, for what a real Asterisk does not do on request: staying silent, losing an answer, hanging up in the middle. */
@NullMarked
package io.tandem.testkit.ami;

import org.jspecify.annotations.NullMarked;
