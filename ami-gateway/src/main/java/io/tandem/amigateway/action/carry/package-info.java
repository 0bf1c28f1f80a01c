/** Commands carried out over an AMI session, each answered once. */
@NullMarked
package io.tandem.amigateway.action.carry;

import org.jspecify.annotations.NullMarked;
