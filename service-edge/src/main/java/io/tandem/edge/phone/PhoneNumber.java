package io.tandem.edge.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A valid telephone number in E.164, as libphonenumber judges it. {@code toString} masks it: numbers are personal data. */
public record PhoneNumber(String e164, boolean premium) {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    /** Reads an international number ({@code +44 20 7946 0000}); empty for what is none. */
    public static Optional<PhoneNumber> parse(@Nullable String text) {
        return parse(text, null);
    }

    /** Reads a number that may be national to {@code region} (ISO 3166 alpha-2, e.g. {@code GB}). */
    public static Optional<PhoneNumber> parse(@Nullable String text, @Nullable String region) {
        if (text == null || text.length() > 40 || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        try {
            var number = UTIL.parse(text, region);
            return UTIL.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(new PhoneNumber(UTIL.format(number, PhoneNumberFormat.E164), isPremium(number)))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /** All but the last two digits hidden. */
    public static String mask(@Nullable String number) {
        if (number == null || number.length() <= 2) {
            return "**";
        }
        return "*".repeat(number.length() - 2) + number.substring(number.length() - 2);
    }

    private static boolean isPremium(Phonenumber.PhoneNumber number) {
        var type = UTIL.getNumberType(number);
        return type == PhoneNumberType.PREMIUM_RATE || type == PhoneNumberType.SHARED_COST;
    }

    @Override
    public String toString() {
        return mask(e164);
    }
}
