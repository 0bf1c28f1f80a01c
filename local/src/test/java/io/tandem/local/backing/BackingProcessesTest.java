package io.tandem.local.backing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.Children;
import io.tandem.local.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackingProcessesTest {

    @TempDir
    Path dir;

    @AfterEach
    void nothing_of_ours_is_left() {
        var children = new Children(dir);
        assertThat(children.strays()).isEmpty();
        assertThat(children.all()).isEmpty();
    }

    @Test
    void redis_answers_until_it_is_stopped() throws Exception {
        var redis = RedisProcess.start(dir, Ports.free());

        try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write("SET a 1\r\nGET a\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("+OK\r\n$1\r\n1\r\n");
        } finally {
            redis.stop();
        }
        assertThat(Ports.isFree(redis.port())).isTrue();
    }

    @Test
    void postgres_keeps_what_it_was_told_through_a_restart_and_stops_with_clients_connected() throws Exception {
        var first = PostgresProcess.start(dir, Ports.free());
        try (var connection = DriverManager.getConnection(
                        PostgresProcess.jdbcUrl(first.port()), PostgresProcess.USER, "tandem");
                var statement = connection.createStatement()) {
            statement.execute("create table t as select 42 as answer");
            first.stop();
        }

        var second = PostgresProcess.start(dir, Ports.free());
        try (var connection = DriverManager.getConnection(
                        PostgresProcess.jdbcUrl(second.port()), PostgresProcess.USER, "tandem");
                var rows = connection.createStatement().executeQuery("select answer from t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        } finally {
            second.stop();
        }
    }

    @Test
    void kafka_has_the_suites_topics_with_their_partitions() throws Exception {
        var kafka = KafkaProcess.start(dir, Ports.free());

        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            var topics = admin.describeTopics(admin.listTopics().names().get(20, TimeUnit.SECONDS))
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS);
            assertThat(topics.get("tandem.calls").partitions()).hasSize(6);
            assertThat(topics.get("tandem.ari.commands").partitions()).hasSize(2);
            assertThat(topics.get("tandem.directory").partitions()).hasSize(1);
            assertThat(topics).containsKey("tandem.pbx.facts.dead");
        } finally {
            kafka.stop();
        }
    }
}
