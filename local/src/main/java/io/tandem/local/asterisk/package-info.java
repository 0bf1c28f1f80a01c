/**
 * A real Asterisk for a machine that has none. {@link AsteriskInstallation#find} takes what is there (a container image, an installed
 * Asterisk) or unpacks Debian's package into a private root, without root's rights and without touching the machine;
 * {@link AsteriskProcess#start} renders a configuration of {@code asterisk/} and runs it as PBX or as carrier. The JDK only; every
 * class is confined to its caller's thread. Which Asterisk was found is said, never guessed: a step that is passed over says why.
 */
@NullMarked
package io.tandem.local.asterisk;

import org.jspecify.annotations.NullMarked;
