package io.tandem.amigateway.fact.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Facts as records, the same as {@link Wire} and {@link io.tandem.edge.kafka.Envelope} make them, for many facts a second: straight to bytes, and what
 * is the same in many records is made once, and the facts about channels, which are nearly all, without reflection. Confined to the sending thread.
 */
final class FactRecords {

    private static final Header VERSION = header("ce_specversion", "1.0");
    private static final Header JSON = header("content-type", "application/json");

    private final InstantText instants = new InstantText();
    private final ObjectWriter json = Wire.mapper()
            .registerModule(new SimpleModule().addSerializer(instants))
            .writerFor(PbxFact.class);
    private final ChannelFactJson channelFacts = new ChannelFactJson(instants);
    private final Map<Class<?>, Header> types = new HashMap<>();
    private final Map<String, Header> sources = new HashMap<>();
    private String timeText = "";
    private Header time = header("ce_time", "");

    /** @throws IllegalArgumentException for a fact that cannot be written */
    ProducerRecord<String, byte[]> of(Told told) {
        var fact = told.fact();
        var headers = new RecordHeaders(new Header[] {
            VERSION,
            header("ce_id", told.id()),
            types.computeIfAbsent(fact.getClass(), type -> header("ce_type", TypeName.unversioned(type))),
            sources.computeIfAbsent(told.publisher().pbxId(), id -> header("ce_source", "/tandem/ami-gateway/" + id)),
            time(instants.of(fact.at())),
            JSON
        });
        return new ProducerRecord<>(Topics.of(fact), null, key(fact), body(fact), headers);
    }

    /** Events that were read in one piece have one time. */
    @SuppressWarnings("ReferenceEquality") // the same text is the same object; another object only costs a little
    private Header time(String text) {
        if (text != timeText) {
            timeText = text;
            time = header("ce_time", text);
        }
        return time;
    }

    private byte[] body(PbxFact fact) {
        try {
            return fact instanceof PbxFact.ChannelFact channel
                    ? channelFacts.write(channel)
                    : json.writeValueAsBytes(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write a " + fact.getClass().getName(), e);
        }
    }

    private static String key(PbxFact fact) {
        return fact instanceof PbxFact.CallFact call ? call.callId() : fact.pbxId();
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
