package io.tandem.acceptance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The suite under test, started by {@code ./tandem up --detach} when the first story asks for it, and stopped when the last has been
 * told. A suite that is already up is used and left up, so that one story can be told again and again.
 */
public final class Suite {

    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration ORDER = Duration.ofSeconds(60);
    private static final Duration LINKS = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(60);
    private static final Duration DIRECTORY = Duration.ofSeconds(30);

    private static final Suite RUNNING = start();

    /** A part keeps its ports over every restart. */
    private final int figuresOfCalls = part("call-state-service").ports().getLast();

    private final URI origin = URI.create("http://localhost:" + port());
    private final String supervisor = token("--role", "admin");

    public static Suite running() {
        return RUNNING;
    }

    private static Suite start() {
        if (Command.run(ORDER, "status").exit() != 0) {
            Command.ok(START, "up", "--detach");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Command.run(ORDER, "down")));
        }
        return new Suite();
    }

    /** Where {@code ./tandem} puts the origin, moved by the same variables. */
    private static int port() {
        var environment = System.getenv();
        return Integer.parseInt(environment.getOrDefault("TANDEM_PORT_ORIGIN", "8080"))
                + Integer.parseInt(environment.getOrDefault("TANDEM_PORT_OFFSET", "0"));
    }

    /** A token of the role admin. */
    public Api api() {
        return new Api(origin, supervisor);
    }

    public Api api(String token) {
        return new Api(origin, token);
    }

    /** Of that very process, not of whoever the origin leads to. */
    public Api api(Part service) {
        return new Api(URI.create("http://localhost:" + service.ports().getFirst()), supervisor);
    }

    public String token(String... arguments) {
        var words = new String[arguments.length + 1];
        words[0] = "token";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Command.ok(ORDER, words).strip();
    }

    public Events events() {
        return new Events(origin, supervisor, "");
    }

    /** SIGKILL. */
    public void kill(String service) {
        Command.ok(ORDER, "kill", service);
    }

    /** Starts a part again, whether it lives or was killed; returns when it is ready. */
    public void restart(String service) {
        Command.ok(Duration.ofMinutes(2), "restart", service);
    }

    /** As {@link #restart(String)}, with variables over those that it is given; until the next restart. */
    public void restart(String service, Map<String, String> environment) {
        var words = new ArrayList<>(List.of("restart", service));
        environment.forEach((name, value) -> words.addAll(List.of("--env", name + "=" + value)));
        Command.ok(Duration.ofMinutes(2), words.toArray(String[]::new));
    }

    /** So many processes of a service; returns when all are ready. The second is {@code <service>-2}. */
    public void scale(String service, int count) {
        Command.ok(Duration.ofMinutes(2), "scale", service, String.valueOf(count));
    }

    /** A process of the suite as it runs now. */
    public Part part(String name) {
        return Part.named(name, Command.run(ORDER, "status").output());
    }

    public Pbx pbx() {
        return new Pbx(part("pbx"));
    }

    /** The network from which people call. */
    public Carrier carrier() {
        return new Carrier(part("carrier").ports().getLast(), secret("carrier.ami"));
    }

    /** The Asterisk that plays the telephone network and the agents' phones. */
    public Pbx network() {
        return new Pbx(part("carrier"));
    }

    /** What a service measures, now. */
    public Metrics metrics(Part service) {
        return Metrics.on(service.ports().getLast());
    }

    /** A Kafka topic from now on. */
    public Topic topic(String name) {
        return new Topic(part("kafka").ports().getFirst(), name);
    }

    /** A password between parts of the suite, by its name in the keys that {@code ./tandem up} made. */
    public String secret(String name) {
        var secrets = new Properties();
        try (var in = Files.newBufferedReader(Command.state("keys", "secrets.properties"))) {
            secrets.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty(name);
    }

    /** Starts a part again that was killed; leaves one that lives alone. */
    public void revive(String part) {
        boolean isDown = Command.run(ORDER, "status")
                .output()
                .lines()
                .anyMatch(line -> line.startsWith(part + " ") && line.contains("down"));
        if (isDown) {
            restart(part);
        }
    }

    /** Waits until calls go over AMI and over ARI: a story may have killed one, and what was started again is not heard of at once. */
    void awaitWhole() {
        Await.until(
                WHOLE, "calls go over AMI and over ARI", () -> worksOver("ami") && worksOver("ari"), () -> Command.run(
                                ORDER, "status")
                        .output());
    }

    private boolean worksOver(String which) {
        return Metrics.on(figuresOfCalls).sum("tandem_pbx_interface_up", "interface=\"" + which + "\"") > 0;
    }

    /** Makes agents {@code user} with the phone of that name at the carrier; returns when they can be called. */
    public void agents(int first, int count) {
        for (int user = first; user < first + count; user++) {
            var id = Integer.toString(user);
            var body = json(Map.of("name", "Agent " + id, "endpoint", "PJSIP/" + id + "@phones"));
            var put = api().put("/agents/" + id, body);
            if (put.status() == 404) {
                put = api().post("/agents", body.replaceFirst("\\{", "{\"id\":\"" + id + "\","));
            }
            if (put.status() >= 300) {
                throw new AssertionError("agent " + id + ": " + put);
            }
        }
        for (int user = first; user < first + count; user++) {
            var path = "/presence/" + user;
            Await.until(DIRECTORY, path + " is known", () -> api().get(path).status() == 200, () -> api().get(path));
        }
    }

    /** Asks for a call and gives its id. A service that was started just now learns of the links with their next sign of life. */
    public String call(int agent, String number) {
        var body = json(Map.of("agentId", Integer.toString(agent), "to", number));
        var answer = new AtomicReference<>(api().post("/calls", body));
        Await.until(
                LINKS,
                "a call for " + agent + " to " + number,
                () -> answer.get().status() == 202
                        || answer.updateAndGet(_ -> api().post("/calls", body)).status() == 202,
                answer::get);
        return answer.get().json().path("callId").asText();
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> '"' + e.getKey() + "\":\"" + e.getValue() + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
