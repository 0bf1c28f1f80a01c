package io.tandem.campaign.contact.reading;

/** Whether a CSV record ends with its line, or goes on behind an open quote (RFC 4180, with spaces allowed before the quote). */
final class Quotes {

    static boolean isOpen(CharSequence record, char separator) {
        boolean quoted = false;
        boolean fieldBegins = true;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (quoted) {
                quoted = c != '"' || isEscaped(record, i);
                if (quoted && c == '"') {
                    i++;
                }
            } else if (c == separator) {
                fieldBegins = true;
            } else if (c == '"' && fieldBegins) {
                quoted = true;
                fieldBegins = false;
            } else if (c != ' ') {
                fieldBegins = false;
            }
        }
        return quoted;
    }

    private static boolean isEscaped(CharSequence record, int quote) {
        return quote + 1 < record.length() && record.charAt(quote + 1) == '"';
    }

    private Quotes() {}
}
