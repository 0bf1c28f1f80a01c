package io.tandem.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {

    @TempDir
    Path root;

    @Test
    void adds_up_what_ran_by_level_and_ends_with_the_sum() throws Exception {
        report("campaign-service", "surefire-reports", "io.x.PacingTest", 10, 1, 1, 2);
        report("campaign-service", "surefire-reports", "io.x.SliceTest", 3, 0, 0, 0);
        report("campaign-service", "surefire-reports", "io.x.SliceTest$Nested", 2, 0, 0, 0);
        compiled("campaign-service", "io/x/SliceTest.class", "....Lio/quarkus/test/junit/QuarkusTest;....");
        compiled("campaign-service", "io/x/PacingTest.class", "....Lorg/junit/jupiter/api/Test;....");
        report("acceptance", "surefire-reports", "io.x.DemoIT", 2, 0, 0, 0);
        report("bench", "failsafe-reports", "io.x.BenchIT", 1, 0, 0, 0);

        var out = new ByteArrayOutputStream();
        TestReport.print(TestReport.count(root), new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "",
                        "unit        6 passed, 2 failed, 2 skipped",
                        "slice       5 passed, 0 failed, 0 skipped",
                        "acceptance  3 passed, 0 failed, 0 skipped",
                        "14 passed, 2 failed, 2 skipped");
    }

    @Test
    void names_what_passed_at_the_second_try_only() throws Exception {
        var directory = Files.createDirectories(root.resolve("acceptance/target/surefire-reports"));
        Files.writeString(
                directory.resolve("TEST-io.x.DemoIT.xml"),
                "<testsuite name=\"io.x.DemoIT\"><testcase name=\"steady\" classname=\"io.x.DemoIT\"/>"
                        + "<testcase name=\"runs\" classname=\"io.x.DemoIT\"><flakyError/></testcase></testsuite>");

        var out = new ByteArrayOutputStream();
        TestReport.printSecondTries(root, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("passed at the second try only: io.x.DemoIT.runs");
        assertThat(TestReport.count(root).get(Level.ACCEPTANCE)).isEqualTo(new Count(2, 0, 0));
    }

    @Test
    void a_project_without_reports_ran_nothing() throws Exception {
        assertThat(TestReport.count(root)).isEmpty();
    }

    private void report(String module, String kind, String name, int tests, int failures, int errors, int skipped)
            throws Exception {
        var directory =
                Files.createDirectories(root.resolve(module).resolve("target").resolve(kind));
        var passed = tests - failures - errors - skipped;
        // As Surefire 3.5.4 writes a class whose tests are all nested: with totals of 0.
        Files.writeString(
                directory.resolve("TEST-" + name + ".xml"),
                "<testsuite name=\"" + name + "\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\">"
                        + "<testcase name=\"a\"/>".repeat(passed)
                        + "<testcase name=\"b\"><failure/></testcase>".repeat(failures)
                        + "<testcase name=\"c\"><error/></testcase>".repeat(errors)
                        + "<testcase name=\"d\"><skipped/></testcase>".repeat(skipped)
                        + "</testsuite>");
    }

    private void compiled(String module, String path, String content) throws Exception {
        var file = root.resolve(module).resolve("target/test-classes").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
