package io.tandem.campaign.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An answer that can be kept and given again. {@code body} is JSON. */
public record Answer(int status, @Nullable String location, String body) {

    public Response response() {
        var response = Response.status(status).type(MediaType.APPLICATION_JSON).entity(body);
        return location == null
                ? response.build()
                : response.location(URI.create(location)).build();
    }
}
