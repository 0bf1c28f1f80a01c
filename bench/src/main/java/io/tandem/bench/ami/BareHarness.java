package io.tandem.bench.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tandem.local.suite.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The least that can be done: what is between two empty lines becomes a record, whatever it is, by a plain producer that waits for all
 * replicas. A process of its own; {@link #command} says how it is run.
 */
final class BareHarness {

    private static final byte[] READY =
            "Action: Login\r\nUsername: bench\r\n\r\nAction: UserEvent\r\n\r\n".getBytes(ISO_8859_1);
    private static final int PIECE = 65_536;
    private static final int LARGEST = 8_192;

    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private long sent;

    /** {@code spread}: over all partitions in turn, as records with keys go; else as the producer likes it, which is one after the other. */
    static List<String> command(String heap, int pbx, String kafka, String compression, boolean spread) {
        return JavaCommand.of(
                heap,
                List.of(),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareHarness.class.getName(),
                        String.valueOf(pbx),
                        kafka,
                        compression,
                        String.valueOf(spread)));
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                arguments[1],
                "acks",
                "all",
                "linger.ms",
                5,
                "batch.size",
                65_536,
                "compression.type",
                arguments[2]);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            socket.getOutputStream().write(READY);
            new BareHarness(producer, Boolean.parseBoolean(arguments[3])).forward(socket.getInputStream());
        }
    }

    private BareHarness(KafkaProducer<byte[], byte[]> producer, boolean spread) {
        this.producer = producer;
        this.partitions = spread ? producer.partitionsFor(Broker.TOPIC).size() : 0;
    }

    private void forward(InputStream in) throws IOException {
        var bytes = new byte[PIECE + LARGEST];
        int filled = 0;
        for (int read = in.read(bytes); read > 0; read = in.read(bytes, filled, bytes.length - filled)) {
            filled += read;
            int taken = forward(bytes, filled);
            System.arraycopy(bytes, taken, bytes, 0, filled - taken);
            filled -= taken;
        }
    }

    /** Returns where the event begins that is not whole yet. */
    private int forward(byte[] bytes, int to) {
        int start = 0;
        for (int at = 0; at + 2 < to; at++) {
            if (bytes[at] == '\n' && bytes[at + 1] == '\r') {
                send(Arrays.copyOfRange(bytes, start, at + 3));
                at += 2;
                start = at + 1;
            }
        }
        return start;
    }

    private void send(byte[] event) {
        sent++;
        Integer partition = partitions == 0 ? null : (int) (sent % partitions);
        var _ = producer.send(
                new ProducerRecord<>(Broker.TOPIC, partition, null, event), (_, failure) -> sent(failure));
    }

    /** Who measures sees the line drop, and this in the log. */
    private static void sent(@Nullable Exception failure) {
        if (failure != null) {
            System.err.println("a record was refused: " + failure);
            Runtime.getRuntime().halt(1);
        }
    }
}
