package io.tandem.bench.callstate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** One connection to Redis that waits for each answer. */
final class RedisConsole implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RedisConsole(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer as text: of a number, a status or a string. */
    String ask(List<String> words) {
        try {
            out.write(encoded(words));
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask(String... words) {
        return ask(List.of(words));
    }

    /** The next line of those that come by themselves, after MONITOR. */
    String line() {
        try {
            return readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(List<String> words) {
        var bytes = new ByteArrayOutputStream(4_096);
        bytes.writeBytes(("*" + words.size() + "\r\n").getBytes(US_ASCII));
        for (var word : words) {
            var text = word.getBytes(UTF_8);
            bytes.writeBytes(("$" + text.length + "\r\n").getBytes(US_ASCII));
            bytes.writeBytes(text);
            bytes.writeBytes("\r\n".getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    private String answer() throws IOException {
        var line = readLine();
        return switch (line.charAt(0)) {
            case '+', ':' -> line.substring(1);
            case '$' -> bulk(Integer.parseInt(line.substring(1)));
            default -> throw new IllegalStateException("Redis said " + line);
        };
    }

    private String bulk(int length) throws IOException {
        var text = new String(in.readNBytes(length), UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis hung up");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(UTF_8);
    }

    /** Also from another thread: who waits for a line is told that there is none any more. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
