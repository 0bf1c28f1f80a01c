/** AMI sessions on Vert.x sockets: the shell around {@link io.tandem.amigateway.link.AmiLink}, and the answers that are waited for. */
@NullMarked
package io.tandem.amigateway.link.socket;

import org.jspecify.annotations.NullMarked;
