package io.tandem.acceptance.suite;

/** Queues, numbers and menus that a story makes for itself, or makes anew where it is told again. */
public final class Routes {

    private final Suite suite;

    public Routes(Suite suite) {
        this.suite = suite;
    }

    public void put(String path, String id, String body) {
        var answer = suite.api().put("/" + path + "/" + id, body);
        if (answer.status() == 404) {
            answer = suite.api().post("/" + path, body.replaceFirst("\\{", "{\"id\":\"" + id + "\","));
        }
        if (answer.status() >= 300) {
            throw new AssertionError(path + " " + id + ": " + answer);
        }
    }

    /** With the agents of the team of the same name; silent. {@code more}: further fields, each after a comma. */
    public void queue(String id, String more) {
        put(
                "queues",
                id,
                "{\"name\":\"" + id + "\",\"teams\":[\"" + id + "\"],\"announceEverySeconds\":0" + more + "}");
    }

    /** {@code to}: the target as REST has it. */
    public void did(String number, String to, int priority) {
        put("dids", number, "{\"name\":\"line " + number + "\",\"priority\":" + priority + ",\"to\":" + to + "}");
    }

    public void did(String number, String to) {
        did(number, to, 5);
    }

    public static String toQueue(String id) {
        return "{\"queueId\":\"" + id + "\"}";
    }
}
