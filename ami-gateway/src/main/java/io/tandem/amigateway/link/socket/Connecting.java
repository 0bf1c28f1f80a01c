package io.tandem.amigateway.link.socket;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;

/** How a connection is made: Vert.x checks no host name by itself. */
final class Connecting {

    static NetClientOptions options(AmiPeer peer) {
        var options =
                new NetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true).setReconnectAttempts(0);
        var tls = peer.tls();
        if (tls == null) {
            return options;
        }
        options.setSsl(true).setHostnameVerificationAlgorithm(tls.verifyHost() ? "HTTPS" : "");
        return tls.trustFile() == null
                ? options
                : options.setTrustOptions(new PemTrustOptions().addCertPath(tls.trustFile()));
    }

    private Connecting() {}
}
