package io.tandem.testkit.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.ami.AmiHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Speaks AMI on a port of its own, as far as a test scripts it. Unscripted it behaves: takes the logins it was told, says FullyBooted to who reads system
 * events, answers Ping, CoreStatus, CoreSettings, Events, CoreShowChannels, BridgeList, ConfbridgeListRooms and UserEvent as Asterisk 22.10.1 does, and any other action with Success.
 *
 * <pre>{@code
 * try (var asterisk = FakeAsterisk.start().accepts("events", "secret")) {
 *     asterisk.when("Originate", (session, action) -> session.dropTheLine());
 *     ...
 *     asterisk.emit("events", "Event: Hangup\r\nUniqueid: 1\r\n");
 * }
 * }</pre>
 */
public final class FakeAsterisk implements AutoCloseable {

    private static final List<String> COMMANDS = List.of(
            "ConfbridgeList",
            "ConfbridgeListRooms",
            "CoreSettings",
            "CoreShowChannels",
            "CoreStatus",
            "Hangup",
            "Originate",
            "Redirect",
            "Setvar",
            "UserEvent");

    static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";

    private final ServerSocket server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<FakeSession, AmiHeaders>> script = new ConcurrentHashMap<>();
    private final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
    private final List<AmiHeaders> received = new CopyOnWriteArrayList<>();
    private final List<String> channels = new CopyOnWriteArrayList<>();
    private volatile int connections;
    private volatile boolean silent;
    private volatile boolean locked;
    private volatile int liveCalls;
    private final Map<String, Set<String>> denied = new ConcurrentHashMap<>();
    private volatile String startupTime = "03:39:59";

    private FakeAsterisk(ServerSocket server) {
        this.server = server;
    }

    public static FakeAsterisk start() {
        try {
            var asterisk = new FakeAsterisk(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("fake-asterisk").start(asterisk::accept);
            return asterisk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public FakeAsterisk accepts(String user, String secret) {
        secrets.put(user, secret);
        return this;
    }

    /** Instead of what it would do by itself. */
    public FakeAsterisk when(String action, BiConsumer<FakeSession, AmiHeaders> does) {
        script.put(action, does);
        return this;
    }

    /** Forgets what was scripted for the action. */
    public FakeAsterisk behavesFor(String action) {
        script.remove(action);
        return this;
    }

    /** What CoreShowChannels lists, each as its header lines. */
    public FakeAsterisk hasChannels(String... headerLines) {
        channels.clear();
        channels.addAll(List.of(headerLines));
        return this;
    }

    /** Takes everything and answers nothing, on connections old and new: a peer that is there and dead. */
    public FakeAsterisk goesSilent() {
        silent = true;
        return this;
    }

    public FakeAsterisk speaksAgain() {
        silent = false;
        return this;
    }

    /** What CoreStatus counts. */
    public FakeAsterisk hasLiveCalls(int count) {
        liveCalls = count;
        return this;
    }

    /** The user's ListCommands does not have these actions. */
    public FakeAsterisk denies(String user, String... actions) {
        denied.put(user, Set.of(actions));
        return this;
    }

    /** Hangs up on everybody before the banner, as with too many sockets that do not log in. */
    public FakeAsterisk locksOut() {
        locked = true;
        return this;
    }

    public FakeAsterisk letsIn() {
        locked = false;
        return this;
    }

    /** Another start of the PBX, as CoreStatus tells it. */
    public FakeAsterisk startedAt(String time) {
        startupTime = time;
        return this;
    }

    /** To every session of the user: lines with CR LF, the empty line is added. */
    public void emit(String user, String event) {
        sessions.stream().filter(s -> user.equals(s.user())).forEach(s -> s.write(event + "\r\n"));
    }

    /** To every session of the user, as it is. */
    public void emitRaw(String user, String bytes) {
        sessions.stream().filter(s -> user.equals(s.user())).forEach(s -> s.write(bytes));
    }

    public void dropTheLines(String user) {
        sessions.stream().filter(s -> user.equals(s.user())).forEach(FakeSession::dropTheLine);
    }

    /** Every action so far but Ping, in the order of arrival. */
    public List<AmiHeaders> received() {
        return List.copyOf(received);
    }

    public List<AmiHeaders> received(String action) {
        return received.stream().filter(a -> a.text("Action").equals(action)).toList();
    }

    /** Connections that were ever made. */
    public int connections() {
        return connections;
    }

    /** Sessions that are open and logged in as the user. */
    public long sessions(String user) {
        return sessions.stream().filter(s -> user.equals(s.user())).count();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sessions.forEach(FakeSession::dropTheLine);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                open(server.accept());
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread accepts
    private void open(Socket socket) {
        connections++;
        var session = new FakeSession(socket, this);
        sessions.add(session);
        if (locked) {
            session.dropTheLine();
            return;
        }
        Thread.ofVirtual().name("fake-asterisk-session").start(session::run);
    }

    void closed(FakeSession session) {
        sessions.remove(session);
    }

    boolean isSilent() {
        return silent;
    }

    void handle(FakeSession session, AmiHeaders action) {
        var name = action.text("Action");
        if (!name.equals("Ping")) {
            received.add(action);
        }
        var scripted = script.get(name);
        if (scripted != null) {
            scripted.accept(session, action);
            return;
        }
        behave(session, action, name);
    }

    private void behave(FakeSession session, AmiHeaders action, String name) {
        switch (name) {
            case "Challenge" -> session.reply(action, "Success", "Challenge: " + session.challenge() + "\r\n");
            case "Login" -> login(session, action);
            case "Ping" -> session.reply(action, "Success", "Ping: Pong\r\nTimestamp: 1795232925.000000\r\n");
            case "CoreStatus" ->
                session.reply(
                        action,
                        "Success",
                        "CoreStartupDate: 2026-11-21\r\nCoreStartupTime: " + startupTime + "\r\nCoreCurrentCalls: "
                                + liveCalls + "\r\n");
            case "CoreSettings" ->
                session.reply(action, "Success", "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n");
            case "Events" -> session.reply(action, "Success", "Events: On\r\n");
            case "CoreShowChannels" -> listChannels(session, action);
            case "ListCommands" -> session.reply(action, "Success", commands(session));
            case "BridgeList" -> listNoBridges(session, action);
            case "ConfbridgeListRooms" -> session.reply(action, "Error", "Message: No active conferences.\r\n");
            case "UserEvent" -> {
                session.reply(action, "Success", "Message: Event Sent\r\n");
                mark(session, action);
            }
            default -> session.reply(action, "Success", "Message: " + name + " done\r\n");
        }
    }

    private void login(FakeSession session, AmiHeaders action) {
        var user = action.text("Username");
        if (!proven(session, action, secrets.get(user))) {
            session.reply(action, "Error", "Message: Authentication failed\r\n");
            session.dropTheLine();
            return;
        }
        session.loggedIn(user);
        session.reply(action, "Success", "Message: Authentication accepted\r\n");
        if (action.text("Events").contains("system")) {
            session.write("Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 133\r\nStatus: Fully Booted\r\n\r\n");
        }
    }

    private static boolean proven(FakeSession session, AmiHeaders login, @Nullable String secret) {
        if (secret == null) {
            return false;
        }
        return login.text("AuthType").equals("MD5")
                ? login.text("Key").equals(md5(session.challenge() + secret))
                : login.text("Secret").equals(secret);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String commands(FakeSession session) {
        var not = denied.getOrDefault(String.valueOf(session.user()), Set.of());
        return COMMANDS.stream()
                .filter(name -> !not.contains(name))
                .map(name -> name + ": It does that.  (Priv: all)\r\n")
                .collect(Collectors.joining());
    }

    private static void listNoBridges(FakeSession session, AmiHeaders action) {
        var id = "ActionID: " + action.text("ActionID") + "\r\n";
        session.reply(action, "Success", "EventList: start\r\nMessage: Bridge listing will follow\r\n");
        session.write("Event: BridgeListComplete\r\n" + id + "EventList: Complete\r\nListItems: 0\r\n\r\n");
    }

    private static void mark(FakeSession session, AmiHeaders action) {
        session.write("Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: " + action.text("UserEvent")
                + "\r\nActionID: " + action.text("ActionID") + "\r\n\r\n");
    }

    private void listChannels(FakeSession session, AmiHeaders action) {
        var id = "ActionID: " + action.text("ActionID") + "\r\n";
        session.reply(action, "Success", "EventList: start\r\nMessage: Channels will follow\r\n");
        channels.forEach(channel -> session.write("Event: CoreShowChannel\r\n" + id + channel + "\r\n"));
        session.write("Event: CoreShowChannelsComplete\r\n" + id + "EventList: Complete\r\nListItems: "
                + channels.size() + "\r\n\r\n");
    }
}
