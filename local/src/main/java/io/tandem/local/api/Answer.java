package io.tandem.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the suite said. {@code body} is missing when there was none, text when it was no JSON. */
public record Answer(String request, int status, JsonNode body) {

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** The body of a success. @throws ApiException with the problem's detail otherwise */
    public JsonNode orThrow() {
        if (!isOk()) {
            throw new ApiException(request + ": " + problem());
        }
        return body;
    }

    /** Why it was refused, as the suite tells it. */
    public String problem() {
        var detail = body.path("detail").asText(body.path("title").asText(body.isTextual() ? body.asText() : ""));
        var violations = StreamSupport.stream(body.path("violations").spliterator(), false)
                .map(violation -> violation.path("field").asText() + " "
                        + violation.path("message").asText())
                .collect(Collectors.joining("; "));
        return status + " " + detail + (violations.isEmpty() ? "" : " (" + violations + ")");
    }
}
