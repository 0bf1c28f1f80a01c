package io.tandem.aricontroller.ari;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;

/** Where ARI is and who we are there. The secret goes into a header, never into a URL, a log or a {@code toString}. */
record AriAccess(URI baseUri, String user, String secret) {

    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
    }

    String host() {
        return baseUri.getHost();
    }

    int port() {
        if (baseUri.getPort() > 0) {
            return baseUri.getPort();
        }
        return isTls() ? 443 : 80;
    }

    boolean isTls() {
        return "https".equals(baseUri.getScheme());
    }

    /** {@code path} below the base, with its query. */
    String uri(String path) {
        return baseUri.getPath() + path;
    }

    @Override
    public String toString() {
        return "AriAccess[" + user + "@" + baseUri + "]";
    }
}
