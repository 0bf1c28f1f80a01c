package io.tandem.bench.ami;

import io.tandem.bench.ami.Figures.Round;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.function.ToLongFunction;

/** Decoding alone, in pieces of 64 KB; the time is the thread's own on the processor, so that others on the machine count little. */
final class InMemory {

    private static final int PIECE = 65_536;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    Round floor(EventStream stream) {
        return measured(stream, s -> lineEnds(s.bytes()));
    }

    Round ours(EventStream stream, Reader.Use use) {
        return measured(stream, s -> decoded(s, use));
    }

    Round asteriskJava(EventStream stream) {
        return measured(stream, AsteriskJavaReader::read);
    }

    private Round measured(EventStream stream, ToLongFunction<EventStream> work) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        long sum = work.applyAsLong(stream);
        long end = THREADS.getCurrentThreadCpuTime();
        if (sum < 0) {
            throw new IllegalStateException("the sum of what was read overflowed: " + sum);
        }
        return new Round(end - start, THREADS.getCurrentThreadAllocatedBytes() - allocated);
    }

    /** Eight bytes at a time, and each place is used. */
    private static long lineEnds(byte[] bytes) {
        long places = 0;
        int at = 0;
        while (at <= bytes.length - 8) {
            long zeroes = (long) LONGS.get(bytes, at) ^ 0x0A0A0A0A0A0A0A0AL;
            long marks = (zeroes - 0x0101010101010101L) & ~zeroes & 0x8080808080808080L;
            if (marks == 0) {
                at += 8;
            } else {
                at += (Long.numberOfTrailingZeros(marks) >>> 3) + 1;
                places += at;
            }
        }
        return places;
    }

    private static long decoded(EventStream stream, Reader.Use use) {
        var reader = Reader.greeted(use);
        var bytes = stream.bytes();
        for (int from = 0; from < bytes.length; from += PIECE) {
            reader.feed(bytes, from, Math.min(bytes.length, from + PIECE));
        }
        if (reader.events() != stream.events()) {
            throw new IllegalStateException("read " + reader.events() + " of " + stream.events() + " events");
        }
        return reader.read();
    }
}
