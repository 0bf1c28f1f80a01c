/** What an AMI session does next, decided as a pure function; {@code socket} carries it out. */
@NullMarked
package io.tandem.amigateway.link;

import org.jspecify.annotations.NullMarked;
