/** The suite's own issuer of bearer tokens: a key pair made once, and RS256 by the JDK alone. */
@NullMarked
package io.tandem.local.token;

import org.jspecify.annotations.NullMarked;
