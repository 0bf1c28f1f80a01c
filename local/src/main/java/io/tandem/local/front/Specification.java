package io.tandem.local.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One OpenAPI document made of the services' own. Paths cannot clash, for each first segment has one owner. Components may: two that
 * differ under one name get the service's name in front, and its references follow.
 */
final class Specification {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFERENCE = "$ref";

    private final ObjectNode whole = JSON.createObjectNode();

    Specification() {
        whole.put("openapi", "3.1.0");
        whole.putObject("info").put("title", "Tandem").put("version", "v1");
        whole.putObject("paths");
        whole.putObject("components");
    }

    void add(String service, JsonNode document) {
        var renamed = clashes(service, document.path("components"));
        document.path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith(Route.API)) {
                ((ObjectNode) whole.get("paths")).set(path.getKey(), rewritten(path.getValue(), renamed));
            }
        });
        document.path("components")
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(component -> {
                    var reference = reference(kind.getKey(), component.getKey());
                    var name = nameIn(renamed.getOrDefault(reference, reference));
                    kind(kind.getKey()).set(name, rewritten(component.getValue(), renamed));
                }));
    }

    ObjectNode whole() {
        return whole.deepCopy();
    }

    private Map<String, String> clashes(String service, JsonNode components) {
        var renamed = new LinkedHashMap<String, String>();
        components.properties().forEach(kind -> kind.getValue().properties().forEach(component -> {
            var present = whole.path("components").path(kind.getKey()).path(component.getKey());
            if (!present.isMissingNode() && !present.equals(component.getValue())) {
                renamed.put(
                        reference(kind.getKey(), component.getKey()),
                        reference(kind.getKey(), service + "." + component.getKey()));
            }
        }));
        return renamed;
    }

    private static JsonNode rewritten(JsonNode node, Map<String, String> renamed) {
        var copy = node.deepCopy();
        rewrite(copy, renamed);
        return copy;
    }

    private static void rewrite(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object && object.path(REFERENCE).isTextual()) {
            var target = object.get(REFERENCE).textValue();
            object.put(REFERENCE, renamed.getOrDefault(target, target));
        }
        node.forEach(child -> rewrite(child, renamed));
    }

    private ObjectNode kind(String kind) {
        return ((ObjectNode) whole.get("components")).withObjectProperty(kind);
    }

    private static String reference(String kind, String name) {
        return "#/components/" + kind + "/" + name;
    }

    private static String nameIn(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
