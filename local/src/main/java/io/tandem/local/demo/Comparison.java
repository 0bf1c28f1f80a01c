package io.tandem.local.demo;

import java.util.ArrayList;
import java.util.List;

/** The suite's account of each contact beside the carrier's. */
record Comparison(Row row, List<CarrierRecord> calls) {

    Comparison {
        calls = List.copyOf(calls);
    }

    static List<Comparison> of(List<Row> rows, List<CarrierRecord> records) {
        return rows.stream()
                .map(row -> new Comparison(
                        row,
                        records.stream()
                                .filter(record -> record.number().equals(row.number()))
                                .toList()))
                .toList();
    }

    boolean agrees() {
        return disagreements().isEmpty();
    }

    List<String> disagreements() {
        var found = new ArrayList<String>();
        if (!row.isFinal()) {
            found.add("has no final outcome, its state is " + row.state());
        }
        if (calls.isEmpty()) {
            found.add("the carrier saw no call");
            return found;
        }
        if (calls.size() != row.attempts()) {
            found.add("the carrier saw " + calls.size() + " calls, the suite made " + row.attempts() + " attempts");
        }
        var last = calls.getLast();
        if (!last.outcomes().contains(row.outcome())) {
            found.add("the carrier says " + account() + ", the suite says " + row.outcome());
        }
        return found;
    }

    /** Of the last call. */
    String account() {
        if (calls.isEmpty()) {
            return "no call";
        }
        var last = calls.getLast();
        return last.behaviour() + (last.answered() ? ", answered" : ", cause " + last.cause());
    }
}
