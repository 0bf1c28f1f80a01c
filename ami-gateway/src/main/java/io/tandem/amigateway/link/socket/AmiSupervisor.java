package io.tandem.amigateway.link.socket;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiDecoder;
import io.tandem.ami.AmiLimits;
import io.tandem.ami.AmiMessage;
import io.tandem.ami.AmiProtocolException;
import io.tandem.amigateway.link.AmiLink;
import io.tandem.amigateway.link.AmiLink.Command;
import io.tandem.amigateway.link.AmiLink.Signal;
import io.tandem.amigateway.link.AmiLink.State;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.tandem.edge.id.Ulids;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Owns one AMI session's socket and timers, on one context, and does what {@link AmiLink} decides. Every callback carries the number
 * of the attempt it belongs to; one of an older attempt is dropped. Nothing else touches the socket, and nothing here blocks.
 *
 * <p>Reading can be paused, for a consumer that cannot take more: no answer counts as late while that lasts, and no new connection is
 * opened. If it lasts so long that Asterisk's write times out, Asterisk drops the session, which is noticed when reading goes on.
 */
public final class AmiSupervisor {

    private static final Logger LOG = Logger.getLogger(AmiSupervisor.class);

    /** Of this process: ActionIDs are unique across all that speak to a PBX. */
    private static final String INCARNATION = Ulids.next();

    private final String name;
    private final AmiPeer peer;
    private final AmiLink link;
    private final AmiSession listener;
    private final Vertx vertx;
    private final Context context;
    private final NetClient client;
    private final PendingActions pending;

    private State state = new State.Waiting(0);
    private int attempt;
    private long actions;
    private long openedAt;
    private Future<Void> closing = Future.succeededFuture();
    private long retryTimer = NONE;
    private long stageTimer = NONE;
    private long pingTimer = NONE;
    private long settleTimer = NONE;
    private String pong = "";
    private boolean heard;
    private boolean paused;
    private @Nullable Duration openWhenResumed;
    private @Nullable NetSocket socket;
    private AmiDecoder decoder;

    private static final long NONE = -1;
    private static final Duration LATE = Duration.ofSeconds(1);

    /** {@code name} is the session's in logs and ActionIDs. The listener is called on {@code context}. */
    public AmiSupervisor(String name, AmiPeer peer, AmiLink link, AmiSession listener, Vertx vertx, Context context) {
        this.name = name;
        this.peer = peer;
        this.link = link;
        this.listener = listener;
        this.vertx = vertx;
        this.context = context;
        this.client = vertx.createNetClient(Connecting.options(peer));
        this.pending = new PendingActions(vertx);
        this.decoder = newDecoder();
    }

    public void start() {
        context.runOnContext(_ -> signal(attempt, new Signal.RetryDue()));
    }

    /** Completes when the socket is closed: from then on the PBX may be logged in to by another. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(_ -> {
            signal(attempt, new Signal.StopRequested());
            closing.eventually(() -> client.close()).onComplete(stopped);
        });
        return stopped.future();
    }

    /** Actions without an answer yet; from any thread, and then only about right. */
    public int pendingActions() {
        return pending.size();
    }

    /** Ends this attempt for a reason that only the listener can see; the next follows. On the context only. */
    public void abandon(String reason) {
        signal(attempt, new Signal.Lost(reason));
    }

    /** Sends it if the session is up. On the context only. */
    public Future<AmiMessage.Response> ask(AmiAction action, Duration within) {
        return ask(action, nextId(), within);
    }

    /** Fails with {@link AmiUnansweredException}. On the context only. */
    public Future<AmiMessage.Response> ask(AmiAction action, String actionId, Duration within) {
        if (!(state instanceof State.Up) || socket == null) {
            return Future.failedFuture(AmiUnansweredException.notSent("the AMI session " + name + " is down"));
        }
        if (pending.isExpected(actionId)) {
            return Future.failedFuture(AmiUnansweredException.notSent("an action of the same id waits for its answer"));
        }
        return send(socket, action, actionId, within);
    }

    public void pause() {
        paused = true;
        pending.suspend();
        if (socket != null) {
            socket.pause();
        }
    }

    public void resume() {
        paused = false;
        pending.resume();
        if (socket != null) {
            socket.resume();
        }
        if (openWhenResumed != null) {
            var within = openWhenResumed;
            openWhenResumed = null;
            open(within);
        }
    }

    private Future<AmiMessage.Response> send(NetSocket to, AmiAction action, String actionId, Duration within) {
        var bytes = action.encode(actionId);
        var answer = pending.expect(actionId, within);
        to.write(Buffer.buffer(bytes));
        return answer;
    }

    private void signal(int of, Signal signal) {
        if (of != attempt) {
            return;
        }
        var next = link.on(state, signal);
        state = next.state();
        next.commands().forEach(this::run);
    }

    private void run(Command command) {
        switch (command) {
            case Command.Open c -> open(c.within());
            case Command.SendLogin c -> login(c.within());
            case Command.SendPing c -> ping(c.within());
            case Command.AwaitPong c -> awaitPong(c.within());
            case Command.PingAfter c -> pingTimer = timer(c.delay(), new Signal.PingDue());
            case Command.SettleAfter c -> settleTimer = timer(c.delay(), new Signal.Settled());
            case Command.RetryAfter c -> retryTimer = timer(c.delay(), new Signal.RetryDue());
            case Command.Close c -> close(c.reason());
            case Command.AnnounceUp _ -> listener.up(Duration.ofNanos(System.nanoTime() - openedAt));
            case Command.AnnounceLost c -> listener.lost(c.reason());
            case Command.Alarm c -> listener.alarm(c.failures(), c.reason());
        }
    }

    private void open(Duration within) {
        if (paused) {
            openWhenResumed = within;
            return;
        }
        int of = attempt;
        openedAt = System.nanoTime();
        listener.connecting();
        stageTimer = timer(within, new Signal.Lost("no banner within " + within.toMillis() + " ms"));
        client.connect(peer.port(), peer.host())
                .onSuccess(s -> opened(of, s))
                .onFailure(e -> signal(of, new Signal.Lost("cannot connect: " + Connecting.reason(e))));
    }

    private void opened(int of, NetSocket opened) {
        if (of != attempt || !(state instanceof State.Opening)) {
            opened.close();
            return;
        }
        socket = opened;
        opened.exceptionHandler(e -> ended(of, "connection broken: " + e.getMessage()));
        opened.closeHandler(_ -> ended(of, "closed by the PBX"));
        opened.handler(bytes -> read(of, bytes));
    }

    /** Asterisk says nothing when it gives a reader up: half a message is all there is to see of it (22.10.1, writetimeout). */
    private void ended(int of, String how) {
        int left = of == attempt ? decoder.unfinishedBytes() : 0;
        if (left > 0) {
            LOG.warnf("session=%s %s in the middle of a message, of which %d bytes came", name, how, left);
            listener.cutShort();
        }
        signal(of, new Signal.Lost(left > 0 ? how + " in the middle of a message" : how));
    }

    private void login(Duration within) {
        int of = attempt;
        vertx.cancelTimer(stageTimer);
        var login = AmiAction.of("Login").with("Username", peer.user()).with("Events", peer.firstEvents());
        proven(login, within)
                .compose(proven -> send(open(), proven, nextId(), within))
                .onSuccess(r -> signal(
                        of,
                        r.isSuccess()
                                ? new Signal.LoginAccepted()
                                : new Signal.LoginRefused(
                                        "login refused: " + r.headers().text("Message"))))
                .onFailure(e -> signal(of, new Signal.Lost("login: " + e.getMessage())));
    }

    /** With the secret where nobody can read it on the way, with the proof that we have it elsewhere. */
    private Future<AmiAction> proven(AmiAction login, Duration within) {
        if (peer.tls() != null) {
            return Future.succeededFuture(login.with("Secret", peer.secret()));
        }
        var challenge = AmiAction.of("Challenge").with("AuthType", "MD5");
        return send(open(), challenge, nextId(), within).map(answer -> login.with("AuthType", "MD5")
                .with("Key", Md5Challenge.key(answer.headers().text("Challenge"), peer.secret())));
    }

    private void ping(Duration within) {
        pong = nextId();
        awaitPong(within);
        open().write(Buffer.buffer(AmiAction.of("Ping").encode(pong)));
    }

    private void awaitPong(Duration within) {
        int of = attempt;
        long since = System.nanoTime();
        heard = false;
        pending.expect(pong, within)
                .onSuccess(_ -> signal(of, new Signal.PongReceived()))
                .onFailure(_ -> signal(of, new Signal.PongLate(heard || stoodStill(since, within))));
    }

    /** A timer that is so late tells of this process, not of the peer: what that has said waits to be read. */
    private static boolean stoodStill(long since, Duration within) {
        return System.nanoTime() - since > within.plus(LATE).toNanos();
    }

    private String nextId() {
        return name + "-" + INCARNATION + "-" + ++actions;
    }

    private NetSocket open() {
        if (socket == null) {
            throw new IllegalStateException("session " + name + " has no socket in state " + state);
        }
        return socket;
    }

    private void read(int of, Buffer bytes) {
        if (of != attempt) {
            return;
        }
        heard = true;
        var messages = new ArrayList<AmiMessage>();
        String broken = feed(bytes.getBytes(), messages);
        for (var message : messages) {
            if (of != attempt) {
                return;
            }
            dispatch(of, message);
        }
        listener.read(bytes.length(), decoder.skipped());
        if (broken != null) {
            signal(of, new Signal.Lost(broken));
        }
    }

    private @Nullable String feed(byte[] bytes, List<AmiMessage> messages) {
        try {
            decoder.feed(bytes, 0, bytes.length, messages);
            return null;
        } catch (AmiProtocolException e) {
            LOG.errorf("session=%s peer does not speak AMI: %s", name, e.getMessage());
            listener.undecodable();
            return "not AMI: " + e.getMessage();
        }
    }

    /** The boundary for our own bugs: one message that we cannot handle must not cost those behind it. */
    private void dispatch(int of, AmiMessage message) {
        try {
            switch (message) {
                case AmiMessage.Banner b -> signal(of, new Signal.Greeted(b.version()));
                case AmiMessage.Event e -> listener.event(e);
                case AmiMessage.Response r -> {
                    if (!pending.answer(r)) {
                        LOG.debugf("session=%s nobody waits for the answer actionId=%s", name, r.actionId());
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "session=%s cannot handle a message of the PBX", name);
        }
    }

    private void close(String reason) {
        attempt++;
        vertx.cancelTimer(retryTimer);
        vertx.cancelTimer(stageTimer);
        vertx.cancelTimer(pingTimer);
        vertx.cancelTimer(settleTimer);
        var old = socket;
        socket = null;
        decoder = newDecoder();
        openWhenResumed = null;
        pending.failAll(reason);
        if (old != null) {
            closing = old.close();
        }
        listener.closed(reason);
    }

    private AmiDecoder newDecoder() {
        return new AmiDecoder(AmiLimits.DEFAULT, peer.wanted());
    }

    private long timer(Duration delay, Signal signal) {
        int of = attempt;
        if (delay.isZero()) {
            context.runOnContext(_ -> signal(of, signal));
            return NONE;
        }
        return vertx.setTimer(Math.max(1, delay.toMillis()), _ -> signal(of, signal));
    }
}
