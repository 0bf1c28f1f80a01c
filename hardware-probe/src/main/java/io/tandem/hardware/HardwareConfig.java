package io.tandem.hardware;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything that can be set about the hardware probe. */
@ConfigMapping(prefix = "hardware-probe")
public interface HardwareConfig {

    /** The node's name; the environment's {@code NODE_NAME} by default, else the host's name. */
    Optional<String> node();

    @WithDefault("PT1M")
    Duration measureEvery();

    Files files();

    /** Where Linux tells of itself; elsewhere only where the node's are mounted at another place. */
    interface Files {

        @WithDefault("/proc")
        Path proc();

        @WithDefault("/sys/fs/cgroup")
        Path cgroup();
    }
}
