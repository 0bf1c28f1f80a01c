package io.tandem.bench;

import io.tandem.bench.ami.AmiBurst;
import io.tandem.bench.ami.AmiDecode;
import io.tandem.bench.ami.AmiPublish;
import io.tandem.bench.callstate.CallMemory;
import io.tandem.bench.callstate.CallState;
import io.tandem.bench.control.CallControl;
import io.tandem.bench.hybrid.HybridCall;
import java.util.List;

/** {@code ./tandem bench [NAME]}: one benchmark, or all of them. */
public final class Main {

    private static final List<Benchmark> ALL = List.of(
            new HybridCall(),
            new CallControl(),
            new AmiDecode(),
            new AmiBurst(),
            new AmiPublish(),
            new CallState(),
            new CallMemory());

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            ALL.forEach(Main::run);
            return;
        }
        var chosen = ALL.stream().filter(b -> b.name().equals(arguments[0])).findFirst();
        if (chosen.isEmpty()) {
            System.err.println("no benchmark is named " + arguments[0] + "; there are:");
            ALL.forEach(b -> System.err.println("  " + b.name() + "  " + b.about()));
            System.exit(2);
        }
        run(chosen.get());
    }

    private static void run(Benchmark benchmark) {
        System.out.println(benchmark.name() + ": " + benchmark.about());
        benchmark.run();
    }

    private Main() {}
}
