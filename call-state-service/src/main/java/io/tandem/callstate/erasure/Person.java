package io.tandem.callstate.erasure;

/**
 * Whose digits are to go.
 *
 * @param number in E.164
 * @param pseudonym what stands in their place; the same for the same number of the same tenant, and without a digit of it
 */
public record Person(String tenant, String number, String pseudonym) {

    /** Without the plus, as it may stand in what others have written. */
    public String digits() {
        return number.substring(1);
    }

    /** For PostgreSQL: the number wherever it stands, with or without the plus; never a part of another number, of an id or of a time. */
    public String pattern() {
        return "\\+?(?<![0-9A-Za-z.])" + digits() + "(?![0-9A-Za-z])";
    }
}
