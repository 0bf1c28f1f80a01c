package io.tandem.ami;

/** A header's name as lines are asked for it: most are told apart by their first eight bytes at once. Immutable. */
final class HeaderName {

    private static final int KNOWN = 256;

    /** The latest name wins a slot. Several threads may read and write: what they find is whole, and theirs or not. */
    private static final HeaderName[] NAMES = new HeaderName[KNOWN];

    private final String text;
    private final long head;

    /** Of the bytes of the head those that count, of letters without the bit that tells upper from lower case. */
    private final long mask;

    private HeaderName(String text) {
        this.text = text;
        var named = text + ':';
        long bytes = 0;
        long counting = 0;
        for (int i = Math.min(Long.BYTES, named.length()) - 1; i >= 0; i--) {
            char c = named.charAt(i);
            bytes = bytes << Byte.SIZE | c & 0xFF;
            counting = counting << Byte.SIZE | (ByteScan.lower(c) >= 'a' && ByteScan.lower(c) <= 'z' ? 0xDF : 0xFF);
        }
        this.head = bytes;
        this.mask = counting;
    }

    static HeaderName of(String text) {
        int slot = text.hashCode() & (KNOWN - 1);
        var known = NAMES[slot];
        if (known != null && known.text.equals(text)) {
            return known;
        }
        var name = new HeaderName(text);
        NAMES[slot] = name;
        return name;
    }

    int length() {
        return text.length();
    }

    /** Whether the line in {@code [line, next)} is the header of this name. */
    boolean isOf(byte[] bytes, int line, int next) {
        if (line <= bytes.length - Long.BYTES && ((ByteScan.eight(bytes, line) ^ head) & mask) != 0) {
            return false;
        }
        int colon = line + text.length();
        return colon < next && bytes[colon] == ':' && ByteScan.equalsIgnoreCase(bytes, line, colon, text);
    }
}
