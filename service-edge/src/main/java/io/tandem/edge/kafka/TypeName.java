package io.tandem.edge.kafka;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** Names of a contract record, read from its {@link JsonTypeName}. */
public final class TypeName {

    /** {@code call.connected.v1} for {@code CallEvent.Connected}. */
    public static String versioned(Class<?> record) {
        var name = record.getAnnotation(JsonTypeName.class);
        if (name == null) {
            throw new IllegalArgumentException(record.getName() + " has no type name");
        }
        return name.value();
    }

    /** {@code call.connected} for {@code CallEvent.Connected}: the name that CONTRACT uses and {@code ce_type} carries. */
    public static String unversioned(Class<?> record) {
        var versioned = versioned(record);
        return versioned.substring(0, versioned.lastIndexOf(".v"));
    }

    private TypeName() {}
}
