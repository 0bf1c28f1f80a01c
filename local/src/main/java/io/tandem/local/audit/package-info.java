/** {@code ./tandem audit}: asks call-state-service what the PBX and the suite do not agree about. */
@NullMarked
package io.tandem.local.audit;

import org.jspecify.annotations.NullMarked;
