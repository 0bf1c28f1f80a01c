package io.tandem.campaign.contact.api;

import io.tandem.campaign.contact.Contact;
import io.tandem.campaign.contact.store.Contacts;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as CSV (RFC 4180). A text that a spreadsheet would run as a formula (OWASP, CSV injection) begins with an apostrophe; a
 * plain E.164 number does not, it computes nothing.
 */
final class ContactCsv {

    static final String HEADER = "number,name,state,outcome,attempts,lastAttemptAt,nextAttemptAt,agentId,reason\r\n";

    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r\\n|%].*");
    private static final Pattern E164 = Pattern.compile("\\+[0-9]+");
    private static final Pattern NEEDS_QUOTES = Pattern.compile("(?s).*[\",;\r\n\t].*|^ .*|.* $");

    static String lines(List<Contacts.Listed> contacts) {
        return contacts.stream().map(listed -> line(listed.contact())).collect(Collectors.joining());
    }

    private static String line(Contact contact) {
        return Stream.of(
                                contact.number(),
                                contact.name(),
                                contact.state(),
                                contact.outcome(),
                                contact.attempts(),
                                contact.lastAttemptAt(),
                                contact.nextAttemptAt(),
                                contact.agentId(),
                                contact.reason())
                        .map(ContactCsv::field)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static String field(@Nullable Object value) {
        var text = Objects.toString(value, "");
        boolean runs = FORMULA.matcher(text).matches() && !E164.matcher(text).matches();
        var safe = runs ? "'" + text : text;
        return NEEDS_QUOTES.matcher(safe).matches() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private ContactCsv() {}
}
