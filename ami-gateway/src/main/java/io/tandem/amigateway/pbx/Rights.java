package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Whether the AMI users may do what will be asked of them. A login says nothing about classes; {@code ListCommands}, which needs none,
 * lists exactly the actions that the user's write classes allow (seen on 22.10.1). Read classes cannot be asked after: without
 * {@code system} the link never gets up and says why; without {@code call} it is silent. Written on the PBX's context.
 */
final class Rights {

    private static final Logger LOG = Logger.getLogger(Rights.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Action, and the write class that lets a user have it. */
    private static final Map<String, String> EVENTS = Map.of(
            "CoreStatus",
            "reporting",
            "CoreSettings",
            "reporting",
            "CoreShowChannels",
            "reporting",
            "ConfbridgeListRooms",
            "reporting",
            "UserEvent",
            "user");

    private static final Map<String, String> ACTIONS = Map.of(
            "Originate",
            "originate",
            "Redirect",
            "call",
            "Setvar",
            "call",
            "Hangup",
            "call",
            "ConfbridgeList",
            "reporting");

    private final String pbxId;
    private final Map<LinkReport.Missing, List<String>> missing = new ConcurrentHashMap<>();

    Rights(String pbxId) {
        this.pbxId = pbxId;
    }

    /** After each login: an operator mends a user while we look on. */
    void ask(LinkReport.Missing session, AmiSupervisor supervisor) {
        supervisor
                .ask(AmiAction.of("ListCommands"), ANSWER)
                .onSuccess(answer -> answered(session, answer))
                .onFailure(e -> LOG.debugf("pbx=%s rights are not known: %s", pbxId, e.getMessage()));
    }

    /** As {@code actions: Redirect (write class call)}. */
    List<String> missing() {
        return missing.values().stream().flatMap(List::stream).sorted().toList();
    }

    private void answered(LinkReport.Missing session, AmiMessage.Response answer) {
        var lacks = lacking(session, answer);
        if (!lacks.equals(missing.put(session, lacks)) && !lacks.isEmpty()) {
            LOG.errorf("pbx=%s an AMI user may not do what is needed: %s", pbxId, String.join(", ", lacks));
        }
    }

    private static List<String> lacking(LinkReport.Missing session, AmiMessage.Response answer) {
        var needed =
                switch (session) {
                    case EVENTS -> EVENTS;
                    case ACTIONS -> ACTIONS;
                };
        var prefix =
                switch (session) {
                    case EVENTS -> "events: ";
                    case ACTIONS -> "actions: ";
                };
        Stream<String> lacks = answer.isSuccess()
                ? needed.keySet().stream()
                        .filter(action -> answer.headers().first(action).isEmpty())
                : Stream.empty();
        return lacks.sorted()
                .map(action -> prefix + action + " (write class " + needed.get(action) + ")")
                .toList();
    }
}
