/** Stories told against the running suite and a real Asterisk, through the public face only. */
@NullMarked
package io.tandem.acceptance;

import org.jspecify.annotations.NullMarked;
