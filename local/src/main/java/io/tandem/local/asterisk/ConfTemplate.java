package io.tandem.local.asterisk;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration file with {@code @NAME@} where a value belongs. asterisk/entrypoint.sh fills the same names in a cluster. */
record ConfTemplate(String name, String text) {

    private static final Pattern PLACE = Pattern.compile("@([A-Z][A-Z0-9_]*)@");
    /** A line end would begin another setting, a semicolon a comment that swallows the rest. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl};]");

    String render(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
    }

    private String value(Map<String, String> values, String key) {
        var value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(name + " wants a value for @" + key + "@, and there is none");
        }
        if (UNSAFE.matcher(value).find()) {
            throw new IllegalArgumentException(
                    "the value of @" + key + "@ in " + name + " contains a line end or a semicolon");
        }
        return value;
    }
}
