package io.tandem.bench.ami;

import io.tandem.ami.AmiDecoder;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiLimits;
import io.tandem.ami.AmiMessage;
import io.tandem.ami.EventNames;
import io.tandem.amigateway.fact.AmiFactMapper;
import java.util.ArrayList;
import java.util.List;

/** Our decoder as somebody uses it: what is wanted, and what is read of it. */
final class Reader {

    enum Use {
        NOTHING_WANTED("ours, nothing wanted", EventNames.of()),
        LAZY("ours, all wanted, headers readable", EventNames.all()),
        THREE_HEADERS("ours, all wanted, 3 headers read", EventNames.all()),
        GATEWAY("ours, the gateway's own filter", EventNames.of(gateway()));

        private final String text;
        private final EventNames wanted;

        Use(String text, EventNames wanted) {
            this.text = text;
            this.wanted = wanted;
        }

        String text() {
            return text;
        }

        private static List<String> gateway() {
            var names = new ArrayList<>(AmiFactMapper.EVENTS);
            names.addAll(List.of("FullyBooted", "OriginateResponse", "CoreShowChannel", "CoreShowChannelsComplete"));
            return names;
        }
    }

    private final Use use;
    private final AmiDecoder decoder;
    private long seen;
    private long read;

    /** From the banner on. */
    Reader(Use use) {
        this.use = use;
        this.decoder = new AmiDecoder(AmiLimits.DEFAULT, use.wanted);
    }

    /** From the first event on. */
    static Reader greeted(Use use) {
        var reader = new Reader(use);
        reader.feed(StreamingPbx.BANNER, 0, StreamingPbx.BANNER.length);
        return reader;
    }

    /** With a list of its own for each piece, as the gateway's supervisor does it. */
    void feed(byte[] bytes, int from, int to) {
        var messages = new ArrayList<AmiMessage>();
        decoder.feed(bytes, from, to, messages);
        for (var message : messages) {
            if (message instanceof AmiMessage.Event(var _, var headers)) {
                seen++;
                look(headers);
            }
        }
    }

    private void look(AmiHeaders headers) {
        if (use == Use.THREE_HEADERS) {
            read += headers.text("Uniqueid").length();
            read += headers.text("Linkedid").length();
            read += headers.text("ChannelStateDesc").length();
        }
    }

    /** Events that came, wanted or not. */
    long events() {
        return seen + decoder.skipped();
    }

    /** Characters that were read of headers; to be used, so that the reading is not optimised away. */
    long read() {
        return read;
    }
}
