package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.call.Answer;
import io.tandem.aricontroller.recording.PbxRecordings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Recordings by ARI. A file is read by a blocking connection of its own, piece by piece: the connections of the calls are kept for
 * them, and what cannot be read is told from what cannot be written.
 */
final class AriRecordings implements PbxRecordings {

    private static final int PIECE = 1 << 16;

    private final AriHttp http;
    private final AriAccess access;
    private final Duration limit;

    /** @param limit for each piece */
    AriRecordings(AriHttp http, AriAccess access, Duration limit) {
        this.http = http;
        this.access = access;
        this.limit = limit;
    }

    @Override
    public Answer stop(String name) {
        return AriPbx.answer(http.post("stop-recording", Query.path("recordings", "live", name, "stop")));
    }

    @Override
    public Answer delete(String name) {
        return AriPbx.answer(http.delete("delete-recording", Query.path("recordings", "stored", name)));
    }

    @Override
    public Answer fetch(String name, Path into) throws IOException {
        HttpURLConnection connection;
        try {
            connection = open(Query.path("recordings", "stored", name, "file"));
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return AriPbx.answer(new AriHttp.Reply(connection.getResponseCode(), "", true));
            }
        } catch (IOException e) {
            return new Answer.Unknown(e.toString());
        }
        return copy(connection, into);
    }

    private HttpURLConnection open(Query query) throws IOException {
        var base = access.baseUri();
        var uri = URI.create(base.getScheme() + "://" + base.getAuthority() + access.uri(query.toString()));
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Authorization", access.authorization());
        connection.setConnectTimeout((int) limit.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        return connection;
    }

    private static Answer copy(HttpURLConnection connection, Path into) throws IOException {
        long received = 0;
        try (var out = Files.newOutputStream(into)) {
            var piece = new byte[PIECE];
            for (int count = read(connection, piece); count >= 0; count = read(connection, piece)) {
                out.write(piece, 0, count);
                received += count;
            }
        } catch (NotRead e) {
            return new Answer.Unknown(e.getMessage());
        } finally {
            connection.disconnect();
        }
        long told = connection.getContentLengthLong();
        return told < 0 || told == received
                ? new Answer.Done()
                : new Answer.Unknown("got " + received + " of " + told + " bytes");
    }

    private static int read(HttpURLConnection connection, byte[] piece) throws NotRead {
        try {
            return connection.getInputStream().read(piece);
        } catch (IOException e) {
            throw new NotRead(e);
        }
    }

    private static final class NotRead extends IOException {
        private static final long serialVersionUID = 1L;

        NotRead(IOException cause) {
            super(cause.toString(), cause);
        }
    }
}
