/** What is asked of a PBX: commands become AMI actions, or are refused. {@code stream} reads them, {@code carry} carries them out. */
@NullMarked
package io.tandem.amigateway.action;

import org.jspecify.annotations.NullMarked;
