package io.tandem.callstate.call.context;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On what revision a context may be written; revision 0 is none yet. After RFC 9110, section 13. */
public sealed interface Precondition {

    record None() implements Precondition {}

    /** {@code If-Match: *}. */
    record Exists() implements Precondition {}

    /** {@code If-None-Match: *}. */
    record Absent() implements Precondition {}

    record OneOf(Set<String> entityTags) implements Precondition {
        public OneOf {
            entityTags = Set.copyOf(entityTags);
        }
    }

    /** A weak entity tag is never ours, so it matches nothing. */
    static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null) {
            return ifMatch.strip().equals("*") ? new Exists() : new OneOf(tags(ifMatch));
        }
        return ifNoneMatch != null && ifNoneMatch.strip().equals("*") ? new Absent() : new None();
    }

    static Set<String> tags(String header) {
        return Arrays.stream(header.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    default boolean allows(long revision) {
        return switch (this) {
            case None _ -> true;
            case Exists _ -> revision > 0;
            case Absent _ -> revision == 0;
            case OneOf(var tags) -> revision > 0 && tags.contains(new Context(revision, "").entityTag());
        };
    }
}
