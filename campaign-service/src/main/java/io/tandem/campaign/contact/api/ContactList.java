package io.tandem.campaign.contact.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.reading.ContactRows;
import io.tandem.campaign.contact.reading.CsvRows;
import io.tandem.campaign.contact.reading.JsonArrayRows;
import io.tandem.campaign.contact.reading.NdjsonRows;
import io.tandem.edge.problem.Problem;
import io.tandem.edge.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** A list as its media type says it is to be read. */
record ContactList(MediaType type, InputStream bytes, ContactCheck check) {

    ContactRows rows() throws IOException {
        return switch (type.getSubtype()) {
            case "csv" -> new CsvRows(bytes, charset(), check);
            case "x-ndjson" -> new NdjsonRows(bytes, check);
            default -> new JsonArrayRows(bytes, check);
        };
    }

    /** Lines are found by their bytes: a charset in which a line feed is not the one byte 10 cannot be read so. */
    private Charset charset() {
        var name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (name == null) {
            return UTF_8;
        }
        try {
            var charset = Charset.forName(name);
            if (charset.canEncode() && "\n,\"".getBytes(charset).length == 3) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            throw unsupported(name);
        }
        throw unsupported(name);
    }

    private static ProblemException unsupported(String name) {
        return new ProblemException(
                Problem.of(415, "Unsupported Media Type", "charset " + name + " cannot be read; send UTF-8"));
    }
}
