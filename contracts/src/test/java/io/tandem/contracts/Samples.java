package io.tandem.contracts;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One filled-in value of any contract record, the same in every run: what a golden file holds. */
final class Samples {

    static Object of(Class<?> record) {
        var components = record.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(c -> value(c.getName(), c.getGenericType()))
                .toArray();
        try {
            return record.getDeclaredConstructor(types).newInstance(values);
        } catch (InstantiationException | IllegalAccessException | NoSuchMethodException e) {
            throw new AssertionError(record + " has no canonical constructor to call", e);
        } catch (InvocationTargetException e) {
            throw new AssertionError(record + " refuses its sample", e.getCause());
        }
    }

    private static Object value(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(name, generic);
        }
        var kind = (Class<?>) type;
        if (kind == String.class) {
            return text(name);
        } else if (kind == Instant.class) {
            return Instant.parse("2026-11-21T09:30:00.250Z");
        } else if (kind == Duration.class) {
            return Duration.ofSeconds(25);
        } else if (kind == LocalDate.class) {
            return LocalDate.of(2026, 12, 25);
        } else if (kind == LocalTime.class) {
            return LocalTime.of(9, 30);
        } else if (kind == int.class || kind == Integer.class) {
            return 16;
        } else if (kind == long.class || kind == Long.class) {
            return 7L;
        } else if (kind == double.class || kind == Double.class) {
            return 4.25;
        } else if (kind == boolean.class || kind == Boolean.class) {
            return true;
        } else if (kind.isEnum()) {
            return kind.getEnumConstants()[0];
        } else if (kind.isRecord()) {
            return of(kind);
        }
        throw new AssertionError("no sample for " + name + " of type " + type + "; contracts hold plain values only");
    }

    private static Object container(String name, ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return List.of(value(name, arguments[0]));
        } else if (type.getRawType() == Map.class) {
            return Map.of("key", value(name, arguments[1]));
        }
        throw new AssertionError("no sample for " + name + " of type " + type);
    }

    private static String text(String name) {
        return switch (name) {
            case "callId" -> "01JD8ZQ3V5W6X7Y8Z9ABCDEFGH";
            case "channelId" -> "01JD8ZQ3V5W6X7Y8Z9ABCDEFGH.agent";
            case "pbxId" -> "pbx-1";
            case "tenant" -> "acme";
            case "to", "from", "callerId" -> "+442079460000";
            default -> "a-" + name;
        };
    }

    private Samples() {}
}
