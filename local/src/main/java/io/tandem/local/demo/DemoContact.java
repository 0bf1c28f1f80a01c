package io.tandem.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A number of the carrier and what it does, in words. */
record DemoContact(String number, String behaviour) {

    private static final String RANGE = "+442079460";

    /** Answers and stays on the line: the agent has to hang up, and the demo does it for them. */
    static final String STAYS = RANGE + "001";

    /** Twenty that cover all ten behaviours; all but one end by themselves within seconds. */
    static List<DemoContact> all() {
        var all = new ArrayList<DemoContact>();
        all.add(new DemoContact(STAYS, "answers, the agent hangs up"));
        add(all, "talks for a while", "102", "103", "104", "105", "106");
        add(all, "busy", "200", "201", "202");
        add(all, "never answers", "300", "301");
        add(all, "congestion", "400", "401");
        add(all, "no such number", "500");
        add(all, "answering machine", "600");
        add(all, "answers, hangs up early", "701", "702", "703");
        add(all, "sends DTMF", "800");
        add(all, "rejects", "900");
        return List.copyOf(all);
    }

    /** The easy ones not all at first: a list as it comes. */
    static String csv(List<DemoContact> contacts) {
        return contacts.stream()
                .map(contact -> contact.number() + ",\"" + contact.behaviour() + "\"\n")
                .collect(Collectors.joining("", "number,name\n", ""));
    }

    private static void add(List<DemoContact> all, String behaviour, String... endings) {
        for (var ending : endings) {
            all.add(new DemoContact(RANGE + ending, behaviour));
        }
    }
}
