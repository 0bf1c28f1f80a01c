package io.tandem.aricontroller.ari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of one WebSocket message as an event: the one place where JSON of ARI is read. Safe from any thread. */
public final class AriEventReader {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

    /** As a caller's number comes from a trunk that shows it; "anonymous" and what else it may say is none. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,20}");

    private final ObjectMapper json = new ObjectMapper();
    private final String pbxId;

    /** @param pbxId names the calls that come in */
    public AriEventReader(String pbxId) {
        this.pbxId = pbxId;
    }

    /** Empty for what is not a JSON object with a type. */
    public Optional<AriEvent> read(String text) {
        try {
            var node = json.readTree(text);
            return node.path("type").isTextual() ? Optional.of(event(node)) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private AriEvent event(JsonNode node) {
        var args = new ArrayList<String>();
        node.path("args").forEach(arg -> args.add(arg.asText()));
        return new AriEvent(
                node.path("type").asText(),
                node.path("application").asText(),
                about(node, args),
                textOrNull(node.path("bridge").path("id")),
                node.path("dialstatus").asText(),
                node.path("cause").asInt(),
                textOrNull(node.path("cause_txt")),
                textOrNull(node.path("tech_cause")),
                args,
                key(node),
                textOrNull(node.path("playback").path("id")),
                referral(node));
    }

    private AriEvent.@Nullable Channel about(JsonNode node, List<String> args) {
        var channel = node.path("type").asText().equals(AriEvent.TRANSFER_ASKED)
                ? node.path("referred_by").path("source_channel")
                : node.path("channel");
        return channel.isObject() ? channel(channel, args) : dialled(node.path("peer"));
    }

    /** Nobody who came in is ever dialled: the peers that a site's own dialplan dials for them are foreign. */
    private static AriEvent.@Nullable Channel dialled(JsonNode node) {
        return node.isObject() ? new AriEvent.Channel(text(node, "id"), text(node, "name"), text(node, "state")) : null;
    }

    private AriEvent.Channel channel(JsonNode node, List<String> args) {
        var id = text(node, "id");
        var leg = LegId.of(id).or(() -> LegId.ofCaller(pbxId, id).filter(_ -> cameByUs(args)));
        return new AriEvent.Channel(id, text(node, "name"), text(node, "state"), leg.orElse(null), origin(node));
    }

    /** A channel that a transfer of a phone's own brings in enters without either argument. */
    private static boolean cameByUs(List<String> args) {
        return args.isEmpty()
                || args.getFirst().equals(AriEvent.INBOUND)
                || (args.size() > 2 && args.get(2).equals(AriEvent.MOVED));
    }

    private static AriEvent.Origin origin(JsonNode node) {
        var number = node.path("caller").path("number").asText();
        var isShown = NUMBER.matcher(number).matches();
        var name = node.path("caller").path("name").asText();
        return new AriEvent.Origin(
                node.path("dialplan").path("exten").asText(),
                isShown ? number : null,
                isShown && !name.isEmpty() ? name : null);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    /** With a state it is no phone that asks, but what one was told by us (seen on 22.10.1). */
    private static AriEvent.@Nullable Referral referral(JsonNode node) {
        var isAsked = node.path("type").asText().equals(AriEvent.TRANSFER_ASKED)
                && node.path("state").isMissingNode();
        var destination = node.path("refer_to").path("requested_destination").path("destination");
        return isAsked ? new AriEvent.Referral(textOrNull(destination)) : null;
    }

    private static AriEvent.@Nullable Key key(JsonNode node) {
        return node.path("type").asText().equals("ChannelDtmfReceived")
                ? new AriEvent.Key(
                        node.path("digit").asText(),
                        TIME.parse(node.path("timestamp").asText(), Instant::from))
                : null;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }
}
