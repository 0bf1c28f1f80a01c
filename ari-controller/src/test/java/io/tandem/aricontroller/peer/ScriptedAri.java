package io.tandem.aricontroller.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.aricontroller.fact.AriEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps channels, bridges and applications, answers requests, says events. A test plays the people: {@link #handsOver}, {@link
 * #answers}, {@link #ends}. Safe from any thread.
 */
public final class ScriptedAri implements AutoCloseable {

    private static final String ENDED = "16";

    private static final class Channel {
        private final String id;
        private String application;
        private String args;
        private String state = "Down";
        private String name;
        private boolean inStasis;
        private String context = "";
        private final Map<String, String> variables = new LinkedHashMap<>();
        private String did = "";
        private String callerNumber = "";
        private String desk = "";
        private @Nullable String otherHalf;

        private Channel(String id, String application, String args) {
            this.id = id;
            this.application = application;
            this.args = args;
            this.name = "PJSIP/" + id;
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Set<String>> bridges = new LinkedHashMap<>();
    private final ScriptedRecordings recordings = new ScriptedRecordings();
    private final ScriptedPlaybacks playbacks = new ScriptedPlaybacks();
    private final Set<String> extensions = new LinkedHashSet<>();
    private final Set<String> dialplan = new LinkedHashSet<>();
    private final Map<String, ServerWebSocket> sockets = new LinkedHashMap<>();
    private final Set<String> applications = new LinkedHashSet<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new LinkedHashMap<>();
    private final Set<String> silent = new LinkedHashSet<>();
    private final Set<String> outside = new LinkedHashSet<>();
    private final Map<String, JsonObject> statistics = new LinkedHashMap<>();
    private final List<String> progress = new CopyOnWriteArrayList<>();

    public ScriptedAri() {
        server = vertx.createHttpServer();
        server.requestHandler(this::request);
        server.webSocketHandler(this::connected);
        try {
            server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the peer cannot listen", e);
        }
    }

    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/ari");
    }

    /** Method and path of every request, in order; liveness and bookkeeping left out. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Requests whose method and path end so are answered with this status from now on. */
    public synchronized void refuses(String ending, int status) {
        refusals.put(ending, status);
    }

    /** Requests whose method and path end so are never answered from now on. */
    public synchronized void ignores(String ending) {
        silent.add(ending);
    }

    /** Channels whose id ends so are made, and never come into the application. */
    public synchronized void keepsOutside(String ending) {
        outside.add(ending);
    }

    public synchronized void listensAgain() {
        silent.clear();
        refusals.clear();
        outside.clear();
    }

    public synchronized Set<String> channels() {
        return Set.copyOf(channels.keySet());
    }

    public synchronized Set<String> bridges() {
        return Set.copyOf(bridges.keySet());
    }

    public synchronized Set<String> bridged(String bridgeId) {
        return Set.copyOf(bridges.getOrDefault(bridgeId, Set.of()));
    }

    /** Names of what is being recorded. */
    public synchronized Set<String> recorded() {
        return recordings.live();
    }

    /** Of those the ones that record silence. */
    public synchronized Set<String> silent() {
        return recordings.silent();
    }

    public synchronized Set<String> storedRecordings() {
        return recordings.stored();
    }

    public synchronized void keepsRecording(String name, byte[] bytes) {
        recordings.keep(name, bytes);
    }

    public synchronized void isBeingRecorded(String name) {
        recordings.begin(name, "");
    }

    /** Applications with a WebSocket that is open. */
    public synchronized List<String> connected() {
        return List.copyOf(sockets.keySet());
    }

    /** The dialplan hands an answered channel over to the application. */
    public synchronized void handsOver(String channelId, String application) {
        var channel = new Channel(channelId, application, channelId.replace('.', ','));
        channel.state = "Up";
        channels.put(channelId, channel);
        start(channel);
    }

    /** A channel, and its bridge, that an application nobody serves any more has left. */
    public synchronized void wasLeftBy(String application, String channelId, String state, String bridgeId) {
        var channel = new Channel(channelId, application, channelId.replace('.', ','));
        channel.state = state;
        channel.inStasis = true;
        channels.put(channelId, channel);
        applications.add(application);
        var members = bridges.computeIfAbsent(bridgeId, _ -> new LinkedHashSet<>());
        if (state.equals("Up")) {
            members.add(channelId);
        }
    }

    /** Out of whatever bridge it was in; nobody is told. */
    public synchronized void leavesTheBridge(String channelId) {
        bridges.values().forEach(members -> members.remove(channelId));
        bridges.keySet().removeIf(id -> id.endsWith(".nowhere"));
    }

    /** A call comes in and is offered; whoever claims it gets it. */
    public synchronized void offers(String channelId, String did, String callerNumber) {
        var channel = channels.computeIfAbsent(channelId, id -> new Channel(id, "", AriEvent.INBOUND));
        channel.name = "PJSIP/carrier-00000007";
        channel.state = "Ring";
        channel.did = did;
        channel.callerNumber = callerNumber;
        sockets.forEach((application, socket) -> socket.writeTextMessage(
                event("CallBroadcast", channel).put("application", application).encode()));
    }

    /** Waits until somebody has claimed the channel; false when nobody did. */
    public synchronized boolean isClaimedWithin(Duration limit, String channelId) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos();
                !channels.get(channelId).inStasis && left > 0;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return channels.get(channelId).inStasis;
    }

    /** A caller whom an application that nobody serves any more has left, not answered and in no bridge. */
    public synchronized void wasLeftWaiting(String application, String channelId, String did) {
        var channel = new Channel(channelId, application, AriEvent.INBOUND);
        channel.state = "Ring";
        channel.did = did;
        channel.inStasis = true;
        channels.put(channelId, channel);
        applications.add(application);
    }

    /** {@code <extension>@<context>} is there to be continued in. */
    public synchronized void hasExtension(String place) {
        extensions.add(place);
    }

    /** Where the channels that left for the dialplan are: {@code <channelId> <extension>@<context>}. */
    public synchronized Set<String> inDialplan() {
        return Set.copyOf(dialplan);
    }

    /** What is being played, and where: {@code <bridgeId> <media>}. */
    public synchronized List<String> playing() {
        return playbacks.now();
    }

    /** Everything that was begun to be played, in order. */
    public synchronized List<String> played() {
        return playbacks.all();
    }

    /** What is being played comes to its end. */
    public synchronized void finishesPlaying() {
        playbacks.ids().forEach(this::playbackOver);
    }

    public synchronized void presses(String channelId, String digit) {
        var channel = channels.get(channelId);
        say(
                channel,
                event("ChannelDtmfReceived", channel)
                        .put("digit", digit)
                        .put("timestamp", "2026-11-21T13:04:26.775+0000"));
    }

    /** The phone sends a REFER; {@code to} null: one that names a call of its own. */
    public synchronized void asksForATransfer(String channelId, @Nullable String to) {
        var channel = channels.get(channelId);
        var destination = new JsonObject().put(to == null ? "protocol_id" : "destination", to == null ? "a-call" : to);
        say(channel, transfer(channel).put("refer_to", new JsonObject().put("requested_destination", destination)));
    }

    /** What phones that asked for a transfer were told of it, in order: {@code <channelId> <state>}. */
    public List<String> progress() {
        return List.copyOf(progress);
    }

    public synchronized void rings(String channelId) {
        var channel = channels.get(channelId);
        channel.state = "Ringing";
        say(channel, event("ChannelStateChange", channel));
    }

    public synchronized void answers(String channelId) {
        var channel = channels.get(channelId);
        channel.state = "Up";
        say(channel, event("ChannelStateChange", channel));
        say(channel, dial(channel, "ANSWER"));
        if (!channel.inStasis) {
            start(channel);
        }
    }

    public synchronized void ends(String channelId, int cause) {
        var channel = channels.remove(channelId);
        if (channel == null) {
            return;
        }
        bridges.forEach((id, members) -> {
            if (members.remove(channelId)) {
                say(channel, event("ChannelLeftBridge", channel).put("bridge", new JsonObject().put("id", id)));
            }
        });
        if (channel.inStasis) {
            say(channel, event("StasisEnd", channel));
        }
        say(channel, event("ChannelDestroyed", channel).put("cause", cause).put("cause_txt", "as told"));
        bridges.keySet().forEach(this::isLeft);
        if (channel.otherHalf != null) {
            ends(channel.otherHalf, cause);
        }
    }

    /** The channel ends, and nobody is told. */
    public synchronized void losesSilently(String channelId) {
        channels.remove(channelId);
        bridges.values().forEach(members -> members.remove(channelId));
    }

    /** Out of the application, still alive: AMI took it back. */
    public synchronized void leaves(String channelId) {
        var channel = channels.get(channelId);
        channel.inStasis = false;
        bridges.values().forEach(members -> members.remove(channelId));
        bridges.keySet().forEach(this::isLeft);
        say(channel, event("StasisEnd", channel));
    }

    /** What it says of the channel's audio from now on. */
    public synchronized void measures(String channelId, JsonObject figures) {
        statistics.put(channelId, figures);
    }

    /** In which context of the dialplan a channel is; empty: in the application, or not there at all. */
    public synchronized String context(String channelId) {
        var channel = channels.get(channelId);
        return channel == null ? "" : channel.context;
    }

    /** The dialplan has listened, and brings the channel back. */
    public synchronized void hears(String channelId, String status, String cause) {
        var channel = channels.get(channelId);
        var then = channel.variables.getOrDefault("TANDEM_ON_MACHINE", "");
        channel.variables.put("TANDEM_ON_MACHINE", "");
        comesBack(channel, String.join(",", callOf(channelId), "amd", status, cause, "2300", then));
    }

    /** The dialplan has played its message, and brings the channel back. */
    public synchronized void leavesItsMessage(String channelId) {
        comesBack(channels.get(channelId), callOf(channelId) + ",message,SUCCESS");
    }

    /** A variable of the channel, or what the dialplan's function DIALPLAN_EXISTS says; empty where there is none. */
    public synchronized String variable(String channelId, String name) {
        if (name.startsWith("DIALPLAN_EXISTS(")) {
            var asked = name.split("[(),]", -1);
            return extensions.contains(asked[2] + "@" + asked[1]) ? "1" : "0";
        }
        return channels.get(channelId).variables.getOrDefault(name, "");
    }

    /** One that was made to be screened by an owner that is gone. */
    public synchronized void isToBeScreened(String channelId, String onMachine) {
        channels.get(channelId).variables.put("TANDEM_ON_MACHINE", onMachine);
    }

    private void comesBack(Channel channel, String args) {
        channel.context = "";
        channel.application = channel.variables.get("TANDEM_APP");
        channel.args = args;
        start(channel);
    }

    private static String callOf(String channelId) {
        return channelId.substring(0, channelId.indexOf('.'));
    }

    public synchronized void dropsTheLine() {
        new ArrayList<>(sockets.values()).forEach(ServerWebSocket::close);
        sockets.clear();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private synchronized void connected(ServerWebSocket socket) {
        var application = socket.query().substring("app=".length());
        applications.add(application);
        sockets.put(application, socket);
        socket.closeHandler(_ -> forget(application));
    }

    private synchronized void forget(String application) {
        sockets.remove(application);
    }

    private synchronized void request(HttpServerRequest request) {
        var path = URLDecoder.decode(request.path().substring("/ari".length()), UTF_8);
        var said = request.method() + " " + path;
        if (!path.startsWith("/applications") && !path.startsWith("/asterisk")) {
            requests.add(said);
        }
        if (silent.stream().anyMatch(said::endsWith)) {
            return;
        }
        var refusal = refusals.entrySet().stream()
                .filter(entry -> said.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (refusal.isPresent()) {
            answer(request, refusal.get(), new JsonObject().put("message", "as scripted"));
            return;
        }
        switch (request.method() + " /" + path.split("/", -1)[1]) {
            case "GET /asterisk" -> answer(request, 200, info());
            case "GET /applications" -> getApplications(request, path);
            case "PUT /applications", "POST /applications" -> answer(request, 200, new JsonObject());
            case "GET /channels" -> getChannels(request, path);
            case "GET /bridges" -> getBridges(request, path);
            case "POST /bridges" -> postBridge(request, path.split("/", -1));
            case "DELETE /bridges" -> deleteBridge(request, path.split("/", -1)[2]);
            case "GET /recordings", "POST /recordings", "DELETE /recordings" ->
                recordings.answer(request, path.split("/", -1));
            case "POST /events" -> claim(request, channels.get(request.getParam("channelId")));
            case "DELETE /playbacks" -> answer(request, playbackOver(path.split("/", -1)[2]) ? 204 : 404, null);
            case "POST /channels" -> postChannel(request, path.split("/", -1));
            case "DELETE /channels" -> deleteChannel(request, path.split("/", -1));
            default -> answer(request, 404, null);
        }
    }

    private void getApplications(HttpServerRequest request, String path) {
        if (path.equals("/applications")) {
            var all = new JsonArray();
            applications.forEach(name -> all.add(application(name)));
            answer(request, 200, all);
        } else {
            var name = path.split("/", -1)[2];
            answer(request, applications.contains(name) ? 200 : 404, application(name));
        }
    }

    private void getChannels(HttpServerRequest request, String path) {
        if (path.endsWith("/rtp_statistics")) {
            var figures = statistics.get(path.split("/", -1)[2]);
            answer(request, figures == null ? 404 : 200, figures);
        } else if (path.endsWith("/variable")) {
            var value = variable(path.split("/", -1)[2], request.getParam("variable"));
            answer(request, value.isEmpty() ? 404 : 200, new JsonObject().put("value", value));
        } else if (path.equals("/channels")) {
            var all = new JsonArray();
            channels.values().forEach(channel -> all.add(json(channel)));
            answer(request, 200, all);
        } else {
            var channel = channels.get(path.split("/", -1)[2]);
            answer(request, channel == null ? 404 : 200, channel == null ? null : json(channel));
        }
    }

    private void getBridges(HttpServerRequest request, String path) {
        if (path.equals("/bridges")) {
            var all = new JsonArray();
            bridges.keySet().forEach(id -> all.add(bridge(id)));
            answer(request, 200, all);
        } else {
            var id = path.split("/", -1)[2];
            answer(request, bridges.containsKey(id) ? 200 : 404, bridge(id));
        }
    }

    private void deleteBridge(HttpServerRequest request, String id) {
        recordings.bridgeIsGone(id);
        var members = bridges.remove(id);
        answer(request, members == null ? 404 : 204, null);
        if (members != null) {
            members.forEach(member -> {
                var channel = channels.get(member);
                say(channel, event("ChannelLeftBridge", channel).put("bridge", new JsonObject().put("id", id)));
            });
        }
    }

    private void postBridge(HttpServerRequest request, String[] path) {
        if (path.length == 3) {
            answer(request, bridges.putIfAbsent(path[2], new LinkedHashSet<>()) == null ? 200 : 409, bridge(path[2]));
            return;
        }
        if (path[3].equals("play")) {
            play(request, path);
            return;
        }
        if (path[3].equals("record")) {
            answer(request, recordings.begin(request.getParam("name"), path[2]), null);
            return;
        }
        var channel = channels.get(request.getParam("channel"));
        if (!bridges.containsKey(path[2])) {
            answer(request, 404, null);
        } else if (channel == null) {
            answer(request, 400, null);
        } else if (!channel.inStasis) {
            answer(request, 422, null);
        } else {
            bridges.forEach((id, members) -> {
                if (!id.equals(path[2]) && members.remove(channel.id)) {
                    say(channel, event("ChannelLeftBridge", channel).put("bridge", new JsonObject().put("id", id)));
                    isLeft(id);
                }
            });
            bridges.get(path[2]).add(channel.id);
            answer(request, 204, null);
            say(channel, event("ChannelEnteredBridge", channel).put("bridge", new JsonObject().put("id", path[2])));
        }
    }

    private void postChannel(HttpServerRequest request, String[] path) {
        if (path[2].equals("externalMedia")) {
            media(request);
            return;
        }
        if (path[2].equals("create") || path.length == 3) {
            var originated = !path[2].equals("create");
            make(request, originated ? path[2] : request.getParam("channelId"), originated);
            return;
        }
        var channel = channels.get(path[2]);
        if (channel == null) {
            answer(request, 404, null);
            return;
        }
        answer(request, 204, null);
        if (path[3].equals("snoop")) {
            snoop(channel, path[4], request);
        } else if (path[3].equals("answer")) {
            channel.state = "Up";
            say(channel, event("ChannelStateChange", channel));
            if (channel.otherHalf != null) {
                answers(channel.otherHalf);
            }
        } else if (path[3].equals("continue")) {
            channel.context = request.getParam("context");
            dialplan.add(channel.id + " " + request.getParam("extension") + "@" + request.getParam("context"));
            leaves(channel.id);
        } else if (path[3].equals("transfer_progress")) {
            progress.add(channel.id + " " + request.getParam("states"));
            say(channel, transfer(channel).put("refer_to", new JsonObject()).put("state", request.getParam("states")));
        } else if (path[3].equals("dial")) {
            say(channel, dial(channel, ""));
            goesToTheDesk(channel);
        } else if (path[3].equals("variable")) {
            channel.variables.put(request.getParam("variable"), request.getParam("value"));
        } else if (path[3].equals("move")) {
            channel.application = request.getParam("app");
            channel.args = request.getParam("appArgs");
            start(channel);
        }
    }

    private void claim(HttpServerRequest request, @Nullable Channel channel) {
        if (channel == null || channel.inStasis) {
            answer(request, channel == null ? 404 : 409, null);
            return;
        }
        channel.application = request.getParam("application");
        answer(request, 204, null);
        start(channel);
        notifyAll();
    }

    private void play(HttpServerRequest request, String[] path) {
        if (!bridges.containsKey(path[2])) {
            answer(request, 404, null);
            return;
        }
        playbacks.begin(path[4], path[2], request.getParam("media"));
        answer(request, 201, null);
    }

    /** As Asterisk does: what is played in a bridge that the last channel leaves is over. */
    private void isLeft(String bridgeId) {
        if (bridges.getOrDefault(bridgeId, Set.of()).isEmpty()) {
            playbacks.idsIn(bridgeId).forEach(this::playbackOver);
        }
    }

    private boolean playbackOver(String id) {
        var was = playbacks.end(id);
        if (was) {
            sockets.values()
                    .forEach(socket -> socket.writeTextMessage(new JsonObject()
                            .put("type", "PlaybackFinished")
                            .put("playback", new JsonObject().put("id", id).put("state", "done"))
                            .encode()));
        }
        return was;
    }

    private void snoop(Channel of, String id, HttpServerRequest request) {
        var snoop = new Channel(id, request.getParam("app"), request.getParam("appArgs"));
        snoop.name = "Snoop/" + of.id + "-0000000a";
        snoop.state = "Up";
        channels.put(id, snoop);
        start(snoop);
    }

    /** As Asterisk may: the channel is in the application before the request is answered. */
    private void media(HttpServerRequest request) {
        var channel = new Channel(request.getParam("channelId"), request.getParam("app"), "");
        channel.state = "Up";
        channel.variables.put("connected to", request.getParam("external_host"));
        channel.variables.put("told first", request.getParam("data"));
        channels.put(channel.id, channel);
        start(channel);
        answer(request, 200, json(channel));
    }

    private void make(HttpServerRequest request, String id, boolean originated) {
        request.body().onSuccess(body -> make(request, id, originated, new JsonObject(body)));
    }

    private synchronized void make(HttpServerRequest request, String id, boolean originated, JsonObject body) {
        if (channels.containsKey(id)) {
            answer(request, 409, new JsonObject().put("message", "exists"));
            return;
        }
        var channel = new Channel(id, request.getParam("app"), request.getParam("appArgs"));
        body.getJsonObject("variables", new JsonObject())
                .forEach(variable -> channel.variables.put(
                        variable.getKey(), variable.getValue().toString()));
        channels.put(id, channel);
        channel.otherHalf = request.getParam("otherChannelId");
        channel.desk = request.getParam("endpoint").replaceFirst("^Local/", "").replaceFirst("@.*", "");
        answer(request, 200, json(channel));
        if (originated) {
            say(channel, dial(channel, ""));
            goesToTheDesk(channel);
        } else {
            start(channel);
        }
    }

    /** The dialplan gives the other half of a Local channel to the application that the first half names. */
    private void goesToTheDesk(Channel half) {
        if (half.otherHalf != null) {
            var seat = new Channel(
                    half.otherHalf,
                    half.variables.getOrDefault("TANDEM_APP", ""),
                    half.variables.get("TANDEM_CALL_ID") + ",seat," + half.desk);
            seat.state = "Ring";
            seat.otherHalf = half.id;
            channels.put(seat.id, seat);
            start(seat);
        }
    }

    private void deleteChannel(HttpServerRequest request, String[] path) {
        var id = path[2];
        if (path.length > 3) {
            answer(request, channels.containsKey(id) ? 204 : 404, null);
        } else if (!channels.containsKey(id)) {
            answer(request, 404, null);
        } else {
            answer(request, 204, null);
            var cause = request.getParam("reason_code");
            ends(id, Integer.parseInt(cause == null ? ENDED : cause));
        }
    }

    private void start(Channel channel) {
        if (outside.stream().anyMatch(channel.id::endsWith)) {
            return;
        }
        channel.inStasis = true;
        say(channel, event("StasisStart", channel).put("args", new JsonArray(List.of(channel.args.split(",", -1)))));
    }

    private void say(Channel channel, JsonObject event) {
        var socket = sockets.get(channel.application);
        if (socket != null) {
            socket.writeTextMessage(event.encode());
        }
    }

    private static JsonObject event(String type, Channel channel) {
        return new JsonObject()
                .put("type", type)
                .put("application", channel.application)
                .put("channel", json(channel));
    }

    private static JsonObject transfer(Channel channel) {
        return new JsonObject()
                .put("type", "ChannelTransfer")
                .put("application", channel.application)
                .put("referred_by", new JsonObject().put("source_channel", json(channel)));
    }

    private static JsonObject dial(Channel channel, String status) {
        return new JsonObject()
                .put("type", "Dial")
                .put("application", channel.application)
                .put("dialstatus", status)
                .put("peer", json(channel));
    }

    private static JsonObject json(Channel channel) {
        return new JsonObject()
                .put("id", channel.id)
                .put("name", channel.name)
                .put("state", channel.state)
                .put(
                        "caller",
                        new JsonObject().put("number", channel.callerNumber).put("name", "Ann"))
                .put("dialplan", new JsonObject().put("exten", channel.did));
    }

    private JsonObject application(String name) {
        var ids = new JsonArray();
        channels.values().stream().filter(c -> c.application.equals(name)).forEach(c -> ids.add(c.id));
        return new JsonObject().put("name", name).put("channel_ids", ids);
    }

    private JsonObject bridge(String id) {
        return new JsonObject()
                .put("id", id)
                .put("channels", new JsonArray(List.copyOf(bridges.getOrDefault(id, Set.of()))));
    }

    private static JsonObject info() {
        return new JsonObject()
                .put("status", new JsonObject().put("startup_time", "2026-11-21T03:52:35.394+0000"))
                .put("system", new JsonObject().put("version", "22.10.1"));
    }

    private static void answer(HttpServerRequest request, int status, @Nullable Object body) {
        request.response().setStatusCode(status).end(body == null ? "" : body.toString());
    }
}
