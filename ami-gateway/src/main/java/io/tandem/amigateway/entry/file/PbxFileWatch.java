package io.tandem.amigateway.entry.file;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.entry.Change;
import io.tandem.amigateway.entry.PbxEntries;
import io.tandem.amigateway.entry.PbxFile;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the file of PBXs at the start, then again and again. By its contents, not by events of the file system: a ConfigMap changes by
 * a link that is turned over, and network mounts tell nothing at all. A file that is broken or gone changes nothing and is a
 * {@link #problem()} until it is mended.
 */
@ApplicationScoped
public class PbxFileWatch {

    private static final Logger LOG = Logger.getLogger(PbxFileWatch.class);

    private final Optional<Path> file;
    private final PbxEntries entries;
    private final Settling settling = new Settling();
    private volatile String problem = "";

    public PbxFileWatch(AmiGatewayConfig config, PbxEntries entries) {
        this.file = config.pbxFile().map(Path::of);
        this.entries = entries;
    }

    /** Before anything is decided about PBXs. */
    void first(@Observes @Priority(1) StartupEvent started) {
        readIfUsable();
    }

    @Scheduled(every = "${ami-gateway.pbx-file-interval:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        try {
            if (file.isPresent()) {
                settling.read(text(file.get())).ifPresent(this::apply);
            }
        } catch (IllegalArgumentException e) {
            problem(e);
        }
    }

    /**
     * Without waiting for the file to settle: somebody says that it is done.
     *
     * @throws IllegalArgumentException for a file that cannot be used; nothing has changed then
     */
    public synchronized Map<String, Change> readNow() {
        if (file.isEmpty()) {
            return Map.of();
        }
        try {
            var text = text(file.get());
            settling.take(text);
            return apply(text);
        } catch (IllegalArgumentException e) {
            problem(e);
            throw e;
        }
    }

    /** Somebody said to another replica that the file is done. Returns at once. */
    public void readSoon() {
        Thread.ofVirtual().name("pbx-file").start(this::readIfUsable);
    }

    private void readIfUsable() {
        try {
            readNow();
        } catch (IllegalArgumentException e) {
            LOG.debug("the file of PBXs cannot be used, as was told", e);
        }
    }

    /** Why the file cannot be used; empty where it can, or where there is to be none. */
    public String problem() {
        return problem;
    }

    private Map<String, Change> apply(String text) {
        var changes = entries.file(PbxFile.parse(text));
        if (!problem.isEmpty()) {
            LOG.infof("file=%s can be used again", file.orElseThrow());
            problem = "";
        }
        return changes;
    }

    private void problem(IllegalArgumentException e) {
        var text = String.valueOf(e.getMessage());
        if (!text.equals(problem)) {
            LOG.errorf("file=%s of PBXs cannot be used, and nothing has changed: %s", file.orElseThrow(), text);
            problem = text;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + e, e);
        }
    }
}
