package io.tandem.campaign.contact;

import io.tandem.edge.phone.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the fields of one row: what is no number that we dial is broken. */
public final class ContactCheck {

    public static final String NUMBER = "number";
    public static final String NAME = "name";

    static final int MAX_NAME = 200;
    static final int MAX_VALUE = 2000;
    static final int MAX_FIELDS = 100;

    private final @Nullable String region;

    /** @param region ISO 3166 alpha-2, for numbers that are national to it; without one all must be international */
    public ContactCheck(@Nullable String region) {
        this.region = region;
    }

    /** @param fields by column; columns called number and name are known in any case, the others are metadata */
    public ReadRow judge(int row, Map<String, String> fields) {
        String number = null;
        String name = null;
        var metadata = new LinkedHashMap<String, String>();
        for (var field : fields.entrySet()) {
            var column = field.getKey();
            var value = field.getValue().strip();
            if (value.isEmpty()) {
                continue;
            }
            if (hasControls(value)) {
                return new ReadRow.Broken(row, column, "has control characters");
            }
            if (column.equalsIgnoreCase(NUMBER)) {
                number = value;
            } else if (column.equalsIgnoreCase(NAME)) {
                name = value;
            } else {
                metadata.put(column, value);
            }
            if (value.length() > (column.equalsIgnoreCase(NAME) ? MAX_NAME : MAX_VALUE)) {
                return new ReadRow.Broken(row, column, "is too long");
            }
        }
        if (metadata.size() > MAX_FIELDS) {
            return new ReadRow.Broken(row, null, "has more than " + MAX_FIELDS + " fields");
        }
        return number == null ? new ReadRow.Broken(row, NUMBER, "is missing") : withNumber(row, number, name, metadata);
    }

    private ReadRow withNumber(int row, String number, @Nullable String name, Map<String, String> metadata) {
        return PhoneNumber.parse(number, region)
                .map(phone -> phone.premium()
                        ? new ReadRow.Broken(row, NUMBER, "is a premium-rate number")
                        : new ReadRow.Good(row, phone.e164(), name, metadata))
                .orElseGet(() -> new ReadRow.Broken(
                        row,
                        NUMBER,
                        region == null ? "is not a telephone number in E.164" : "is not a telephone number"));
    }

    private static boolean hasControls(String value) {
        return value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
