package io.tandem.callstate.recording.api;

import io.quarkus.logging.Log;
import io.tandem.callstate.recording.store.Sound;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Passes a store's bytes on as fast as the client takes them, on a virtual thread that waits for both. When either breaks off, the
 * connection is closed: a length was promised, so nobody takes what came for the whole.
 */
@Provider
@Produces("audio/wav")
public class SoundWriter implements ServerMessageBodyWriter<Sound.Streamed> {

    private static final int AT_ONCE = 1 << 16;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
        return type == Sound.Streamed.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Sound.Streamed.class;
    }

    @Override
    public void writeResponse(Sound.Streamed sound, Type generic, ServerRequestContext context) {
        var response = context.serverResponse();
        response.setResponseHeader("Content-Length", Long.toString(sound.count()));
        Thread.ofVirtual().name("recording-audio").start(() -> {
            try (var bytes = sound.bytes()) {
                var buffer = new byte[AT_ONCE];
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    response.write(Arrays.copyOf(buffer, read))
                            .toCompletableFuture()
                            .join();
                }
                response.end();
            } catch (IOException | CompletionException broken) {
                Log.warnf("a recording was not sent to its end, why=%s", broken.getMessage());
                response.reset();
            }
        });
    }

    @Override
    public void writeTo(
            Sound.Streamed sound,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        try (var bytes = sound.bytes()) {
            bytes.transferTo(out);
        }
    }
}
