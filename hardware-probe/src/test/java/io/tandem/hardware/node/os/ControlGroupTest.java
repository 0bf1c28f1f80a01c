package io.tandem.hardware.node.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.hardware.node.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {

    @TempDir
    Path linux;

    @Nested
    class version_two {

        @Test
        void limits_nothing_where_it_says_max() throws IOException {
            write("cgroup/cgroup.controllers", "cpu memory");
            write("cgroup/cpu.max", "max 100000");
            write("cgroup/memory.max", "max");
            write("proc/self/cgroup", "0::/");

            assertThat(limits()).isEqualTo(Limits.NONE);
        }

        @Test
        void limits_by_quota_and_bytes() throws IOException {
            write("cgroup/cgroup.controllers", "cpu memory");
            write("cgroup/cpu.max", "150000 100000");
            write("cgroup/memory.max", "536870912");
            write("proc/self/cgroup", "0::/");

            assertThat(limits()).isEqualTo(limits(1.5, 536870912));
        }

        @Test
        void limits_by_the_tightest_group_on_the_way_down() throws IOException {
            write("cgroup/cgroup.controllers", "cpu memory");
            write("cgroup/pods/cpu.max", "400000 100000");
            write("cgroup/pods/memory.max", "1073741824");
            write("cgroup/pods/pod-1/cpu.max", "200000 100000");
            write("cgroup/pods/pod-1/memory.max", "max");
            write("proc/self/cgroup", "0::/pods/pod-1");

            assertThat(limits()).isEqualTo(limits(2, 1073741824));
        }
    }

    @Nested
    class version_one {

        @Test
        void limits_by_quota_and_bytes_of_its_own_mounts() throws IOException {
            write("cgroup/cpu/docker/abc/cpu.cfs_quota_us", "50000");
            write("cgroup/cpu/docker/abc/cpu.cfs_period_us", "100000");
            write("cgroup/memory/docker/abc/memory.limit_in_bytes", "268435456");
            write("proc/self/cgroup", "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n");

            assertThat(limits()).isEqualTo(limits(0.5, 268435456));
        }

        @Test
        void limits_nothing_by_minus_one_and_by_its_largest_number() throws IOException {
            write("cgroup/cpu/cpu.cfs_quota_us", "-1");
            write("cgroup/cpu/cpu.cfs_period_us", "100000");
            write("cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
            write("proc/self/cgroup", "4:memory:/\n3:cpu,cpuacct:/\n");

            assertThat(limits()).isEqualTo(Limits.NONE);
        }

        @Test
        void takes_the_mounts_root_where_the_hosts_path_is_not_there() throws IOException {
            write("cgroup/memory/memory.limit_in_bytes", "268435456");
            write("proc/self/cgroup", "4:memory:/kubepods/besteffort/pod-9\n");

            assertThat(limits().memoryBytes()).hasValue(268435456);
        }
    }

    @Test
    void limits_nothing_where_there_are_no_groups() throws IOException {
        assertThat(limits()).isEqualTo(Limits.NONE);
    }

    private Limits limits() throws IOException {
        return new ControlGroup(linux.resolve("proc"), linux.resolve("cgroup")).limits();
    }

    private static Limits limits(double processors, long memoryBytes) {
        return new Limits(OptionalDouble.of(processors), OptionalLong.of(memoryBytes));
    }

    private void write(String file, String text) throws IOException {
        var path = linux.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
