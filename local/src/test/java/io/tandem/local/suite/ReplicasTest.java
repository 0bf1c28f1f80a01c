package io.tandem.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.plan.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicasTest {

    @TempDir
    Path directory;

    private final SuitePorts ports = SuitePorts.of(Map.of(), Path.of("none"));

    @Test
    void there_is_one_of_each_service_unless_somebody_said_more() {
        var replicas = new Replicas(directory.resolve("run/replicas.properties"));

        replicas.set(Service.AMI_GATEWAY, 3);

        assertThat(replicas.of(Service.AMI_GATEWAY))
                .extracting(Replica::name)
                .containsExactly("ami-gateway", "ami-gateway-2", "ami-gateway-3");
        assertThat(replicas.of(Service.ARI_CONTROLLER))
                .extracting(Replica::name)
                .containsExactly("ari-controller");
    }

    @Test
    void it_is_known_to_the_next_command_until_it_is_said_anew() {
        var file = directory.resolve("replicas.properties");
        new Replicas(file).set(Service.AMI_GATEWAY, 2);
        new Replicas(file).set(Service.CALL_STATE_SERVICE, 4);
        new Replicas(file).set(Service.AMI_GATEWAY, 1);

        assertThat(new Replicas(file).of(Service.AMI_GATEWAY)).hasSize(1);
        assertThat(new Replicas(file).of(Service.CALL_STATE_SERVICE)).hasSize(4);
    }

    @Test
    void the_first_has_the_services_own_ports_and_no_two_share_one() {
        assertThat(new Replica(Service.AMI_GATEWAY, 1).ports(ports)).containsExactly(8081, 9001);
        var all = new ArrayList<Integer>();
        for (var service : Service.values()) {
            IntStream.rangeClosed(1, Replica.MOST)
                    .forEach(number -> all.addAll(new Replica(service, number).ports(ports)));
        }

        assertThat(all).doesNotHaveDuplicates().doesNotContainAnyElementsOf(List.of(8080, 9092, 5432, 6379, 8188));
    }
}
