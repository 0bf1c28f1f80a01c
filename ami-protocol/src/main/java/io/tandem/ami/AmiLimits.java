package io.tandem.ami;

/**
 * What a decoder accepts before it calls the peer broken. Asterisk's own lines are short; the longest seen carry a user agent or a
 * variable's value.
 *
 * @param lineBytes the longest line, without its line end
 * @param headers the most lines of one message
 * @param messageBytes the largest message, line ends included; also what a decoder keeps at most between two feeds
 */
public record AmiLimits(int lineBytes, int headers, int messageBytes) {

    public static final AmiLimits DEFAULT = new AmiLimits(16_384, 1_024, 262_144);

    public AmiLimits {
        if (lineBytes < 1 || headers < 1 || messageBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
