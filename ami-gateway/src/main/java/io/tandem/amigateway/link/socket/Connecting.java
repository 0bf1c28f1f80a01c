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

    /** Of a handshake that failed, Vert.x says only that it did; why is the cause's to tell. */
    static String reason(Throwable failure) {
        var cause = failure.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + cause.getMessage();
    }

    private Connecting() {}
}
