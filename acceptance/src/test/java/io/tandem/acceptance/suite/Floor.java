package io.tandem.acceptance.suite;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** The agents whom a story logs in, on demand; all go when it is closed. */
public final class Floor implements AutoCloseable {

    private static final Duration LOGIN = Duration.ofSeconds(60);

    private final Suite suite;
    private final Set<Integer> loggedIn = new LinkedHashSet<>();

    public Floor(Suite suite) {
        this.suite = suite;
    }

    /**
     * Where somebody waits for the team, they are offered the call at once. Their idle time begins now: who is there from an earlier story
     * goes first.
     */
    public void logIn(int agent, String team) {
        var body = "{\"name\":\"Agent " + agent + "\",\"endpoint\":\"PJSIP/" + agent + "@phones\",\"teams\":[\"" + team
                + "\"]}";
        var put = suite.api().put("/agents/" + agent, body);
        if (put.status() >= 300) {
            throw new AssertionError("agent " + agent + ": " + put);
        }
        loggedIn.add(agent);
        logOut(agent);
        Await.until(LOGIN, agent + " is away", () -> status(agent).equals("OFFLINE"), () -> status(agent));
        var login = suite.api().post("/presence/" + agent + "/login", "{\"mode\":\"on-demand\"}");
        if (login.status() >= 300) {
            throw new AssertionError(agent + " does not log in: " + login);
        }
        Await.until(LOGIN, agent + " is there", () -> !status(agent).equals("OFFLINE"), () -> status(agent));
        Await.until(LOGIN, agent + " is of the team", () -> isOf(team, agent), () -> suite.api()
                .get("/presence"));
    }

    /** Calls for the team are routed by what call-state-service knows, which may be yesterday's teams. */
    private boolean isOf(String team, int agent) {
        return suite.api()
                .get("/presence?limit=500&team=" + team)
                .json()
                .path("items")
                .findValuesAsText("agentId")
                .contains(Integer.toString(agent));
    }

    public String status(int agent) {
        return suite.api().get("/presence/" + agent).json().path("status").asText();
    }

    @Override
    public void close() {
        loggedIn.forEach(this::logOut);
    }

    private void logOut(int agent) {
        suite.api().post("/presence/" + agent + "/logout");
    }
}
