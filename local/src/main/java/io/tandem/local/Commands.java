package io.tandem.local;

import io.tandem.local.audit.Audit;
import io.tandem.local.call.ClickToCall;
import io.tandem.local.demo.Demo;
import io.tandem.local.suite.PartStatus;
import io.tandem.local.suite.Progress;
import io.tandem.local.suite.Suite;
import io.tandem.local.token.Claims;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Runs one command; the answer is the exit status. */
final class Commands {

    private final Suite suite;
    private final PrintStream out;

    Commands(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
    }

    int run(Command command) {
        return switch (command) {
            case Command.Up(var detach) -> up(detach);
            case Command.Down() -> suite.down(new Progress(out)) ? 0 : 1;
            case Command.Status() -> status();
            case Command.Logs(var part, var follow) -> new LogView(suite.log(part), out).show(follow);
            case Command.Restart(var part, var environment) -> restart(part, environment);
            case Command.Kill(var part) -> kill(part);
            case Command.Scale(var service, var count) -> scale(service, count);
            case Command.Token(var claims) -> token(claims);
            case Command.Call(var agent, var number) -> call(agent, number);
            case Command.Audit(var since) -> new Audit(suite.api(), out).of(since.before(Instant.now()));
            case Command.Demo(var keep) -> demo(keep);
            case Command.Help() -> help();
            case Command.Wrong(var why) -> wrong(why);
        };
    }

    private int up(boolean detach) {
        if (suite.isRunning()) {
            out.println("The suite is running already.");
            suite.status().stream()
                    .filter(part -> part.health() == PartStatus.Health.DOWN)
                    .forEach(part ->
                            out.println(part.name() + " is down; ./tandem restart " + part.name() + " starts it."));
            welcome();
            return 0;
        }
        var progress = new Progress(out);
        suite.up(progress);
        welcome();
        out.printf(Locale.ROOT, "Up after %.1f s.%n", progress.elapsed().toMillis() / 1000.0);
        if (detach) {
            out.println("It runs on in the background; ./tandem down stops it.");
            return 0;
        }
        out.println("Ctrl-C stops it.");
        return new Foreground(suite, out).stay();
    }

    private void welcome() {
        out.println();
        out.println("  API      " + suite.origin() + "/api/v1");
        out.println("  docs     " + suite.origin() + "/api/v1/docs");
        out.println("  events   " + suite.origin().toString().replaceFirst("http", "ws") + "/api/v1/events");
        out.println("  token    " + suite.token(Claims.admin()));
        out.println("  try      ./tandem call 1001 +442079460103");
        out.println();
    }

    private int status() {
        var parts = suite.status();
        StatusTable.print(parts, out);
        return parts.stream().allMatch(part -> part.health() == PartStatus.Health.READY) ? 0 : 1;
    }

    private int restart(String part, Map<String, String> environment) {
        suite.restart(part, environment, new Progress(out));
        return 0;
    }

    private int kill(String part) {
        suite.kill(part);
        out.println(part + " is killed; ./tandem restart " + part + " starts it again.");
        return 0;
    }

    private int scale(String service, int count) {
        suite.scale(service, count, new Progress(out));
        return 0;
    }

    private int token(Claims claims) {
        out.println(suite.token(claims));
        return 0;
    }

    private int call(String agent, String number) {
        return new ClickToCall(suite.api(), out).place(agent, number);
    }

    /** A suite that was running before stays so. */
    private int demo(boolean keep) {
        var wasRunning = suite.isRunning();
        if (!wasRunning) {
            var progress = new Progress(out);
            suite.up(progress);
            out.printf(Locale.ROOT, "Up after %.1f s.%n%n", progress.elapsed().toMillis() / 1000.0);
        }
        var stop = new Thread(() -> suite.down(new Progress(out)));
        if (!wasRunning && !keep) {
            Runtime.getRuntime().addShutdownHook(stop);
        }
        var status = new Demo(suite.api(), suite.carrierCalls(), out, isTerminal()).run();
        if (wasRunning || keep) {
            welcome();
        }
        return status;
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private int help() {
        out.print(Help.text());
        return 0;
    }

    private int wrong(String why) {
        System.err.println("tandem: " + why);
        return 2;
    }
}
