package io.tandem.local.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The specification as one page without scripts: every operation, what it takes and what it answers. */
final class Documents {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    static String page(JsonNode specification) {
        var page = new StringBuilder("""
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Tandem API</title>
                <style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
                code{font-size:.95em}h2{margin:1.6rem 0 .2rem;font-size:1.05rem}b{display:inline-block;min-width:4.5rem}
                table{border-collapse:collapse}td{padding:.1rem .8rem .1rem 0;vertical-align:top}p{margin:.2rem 0}</style>
                <h1>Tandem API</h1><p>Every request needs <code>Authorization: Bearer …</code>: <code>./tandem token</code>.
                The document itself: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
                """);
        specification
                .path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    var operation = path.getValue().path(method);
                    if (!operation.isMissingNode()) {
                        operation(page, method, path.getKey(), operation);
                    }
                }));
        return page.append("</html>\n").toString();
    }

    private static void operation(StringBuilder page, String method, String path, JsonNode operation) {
        page.append("<h2><b>")
                .append(method.toUpperCase(java.util.Locale.ROOT))
                .append("</b><code>")
                .append(escaped(path))
                .append("</code></h2>\n");
        paragraph(page, operation.path("summary").asText(""));
        paragraph(page, operation.path("description").asText(""));
        page.append("<table>");
        operation
                .path("parameters")
                .forEach(parameter -> row(
                        page,
                        parameter.path("in").asText() + " <code>"
                                + escaped(parameter.path("name").asText()) + "</code>",
                        parameter.path("description").asText("")));
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content ->
                        row(page, "body <code>" + escaped(content.getKey()) + "</code>", schema(content.getValue())));
        operation
                .path("responses")
                .properties()
                .forEach(response -> row(
                        page,
                        escaped(response.getKey()),
                        response.getValue().path("description").asText("")));
        page.append("</table>\n");
    }

    private static String schema(JsonNode content) {
        var reference = content.path("schema").path("$ref").asText("");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static void row(StringBuilder page, String name, String text) {
        page.append("<tr><td>")
                .append(name)
                .append("</td><td>")
                .append(escaped(text))
                .append("</td></tr>");
    }

    private static void paragraph(StringBuilder page, String text) {
        if (!text.isBlank()) {
            page.append("<p>").append(escaped(text)).append("</p>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Documents() {}
}
