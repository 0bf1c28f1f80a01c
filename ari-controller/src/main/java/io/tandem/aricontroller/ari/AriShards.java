package io.tandem.aricontroller.ari;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.tandem.aricontroller.AriControllerConfig;
import io.tandem.aricontroller.call.CallLimits;
import io.tandem.aricontroller.call.CallMemory;
import io.tandem.aricontroller.call.Calls;
import io.tandem.aricontroller.call.MediaTargets;
import io.tandem.aricontroller.call.Outcomes;
import io.tandem.aricontroller.fact.AriFactMapper;
import io.tandem.aricontroller.fact.Facts;
import io.tandem.aricontroller.link.AriLink;
import io.tandem.aricontroller.link.Backoff;
import io.tandem.aricontroller.recording.PbxRecordings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;

/** The shards that this replica owns. Safe from any thread. */
@ApplicationScoped
public class AriShards {

    private static final int LARGEST_MESSAGE = 1 << 20;

    private final AriControllerConfig config;
    private final Vertx vertx;
    private final Context context;
    private final Facts facts;
    private final MeterRegistry metrics;
    private final AriAccess access;
    private final AriHttp http;
    private final WebSocketClient sockets;
    private final CallMemory memory;
    private final MediaTargets targets;
    private final InstantSource clock = InstantSource.system();
    private final Map<Integer, AriShard> owned = new ConcurrentHashMap<>();
    private volatile int shards = 1;

    AriShards(AriControllerConfig config, Vertx vertx, Facts facts, MeterRegistry metrics) {
        this.config = config;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.facts = facts;
        this.metrics = metrics;
        this.access = new AriAccess(
                config.pbx().baseUri(), config.pbx().user(), config.pbx().secret());
        this.http = new AriHttp(
                vertx,
                context,
                access,
                config.pbx().requestLimit(),
                config.pbx().connections(),
                config.pbx().keepAlive(),
                metrics);
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxMessageSize(LARGEST_MESSAGE)
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setTcpNoDelay(true));
        this.memory = new CallMemory(config.limits().memory());
        this.targets = MediaTargets.of(config.media().targets().orElse(Set.of()));
        metrics.gauge("tandem.ari.live.calls", this, AriShards::liveCalls);
        metrics.more().counter("tandem.ari.procedures.failed", Tags.empty(), memory, CallMemory::failures);
    }

    /** @param all partitions of the commands' topic */
    public void assign(Collection<Integer> assigned, int all) {
        shards = all;
        assigned.forEach(shard -> owned.computeIfAbsent(shard, this::begin));
    }

    public void revoke(Collection<Integer> revoked) {
        for (var shard : revoked) {
            Optional.ofNullable(owned.remove(shard)).ifPresent(AriShard::stop);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        revoke(owned.keySet());
    }

    /** As Kafka's default partitioner puts the callId. */
    public int shardOf(String callId) {
        return Utils.toPositive(Utils.murmur2(callId.getBytes(UTF_8))) % shards;
    }

    /** The calls of the shard; empty when it is not owned here. */
    public Optional<Calls> callsOf(String callId) {
        return Optional.ofNullable(owned.get(shardOf(callId))).map(AriShard::calls);
    }

    public CallMemory memory() {
        return memory;
    }

    public int liveCalls() {
        return owned.values().stream().mapToInt(shard -> shard.calls().live()).sum();
    }

    /** What the PBX recorded, of all shards. */
    public PbxRecordings recordings() {
        return new AriRecordings(http, access, config.pbx().requestLimit());
    }

    /** Application by shard, for the health check. */
    public Map<Integer, String> applications() {
        var names = new TreeMap<Integer, String>();
        owned.forEach((shard, it) -> names.put(shard, it.current().toString()));
        return names;
    }

    private AriShard begin(int shard) {
        var pbxId = config.pbx().id();
        var current = new CurrentApplication();
        var shell = new AriShard[1];
        var calls = new Calls(
                new AriPbx(http, current, targets, config.phoneTransfers()),
                limits(),
                new Outcomes(pbxId, clock),
                memory,
                fact -> shell[0].tell(fact));
        Predicate<String> isOfShard = callId -> shardOf(callId) == shard;
        var census = new Census(http, pbxId, isOfShard);
        var link = config.link();
        shell[0] = new AriShard(
                vertx,
                context,
                access,
                new AriShard.Part(pbxId, shard, shards),
                new AriShard.Parts(
                        new AriLink(
                                new Backoff(link.firstRetry(), link.longestRetry(), () -> ThreadLocalRandom.current()
                                        .nextDouble())),
                        current,
                        new TakeOver(http, census, calls, clock),
                        calls,
                        new Claims(http, current, isOfShard),
                        new AriFactMapper(pbxId),
                        facts,
                        http,
                        sockets),
                new AriShard.Rhythm(link.aliveEvery(), link.probeLimit(), link.settled(), link.sweepEvery()),
                clock,
                type -> metrics.counter("tandem.ari.events", "type", type).increment());
        metrics.gauge(
                "tandem.ari.link.up", Tags.of("shard", Integer.toString(shard)), this, all -> all.isUp(shard) ? 1 : 0);
        shell[0].start();
        return shell[0];
    }

    private boolean isUp(int shard) {
        var it = owned.get(shard);
        return it != null && it.current().isReady();
    }

    private CallLimits limits() {
        var l = config.limits();
        return new CallLimits(
                l.ready(),
                l.control(),
                l.ringGrace(),
                l.adoptedRing(),
                l.hangUp(),
                l.unserved(),
                l.playback(),
                l.leaving());
    }
}
