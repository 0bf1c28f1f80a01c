package io.tandem.local.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One {@code TEST-*.xml} of Surefire or Failsafe.
 *
 * @param secondTries the tests that failed and passed when they were tried again
 */
record SuiteReport(Level level, Count count, List<String> secondTries) {

    /** A class with this annotation starts a service. */
    private static final String QUARKUS_TEST = "Lio/quarkus/test/junit/QuarkusTest;";

    static SuiteReport read(Path file) throws IOException {
        var suite = root(file);
        var cases = suite.getElementsByTagName("testcase");
        return new SuiteReport(level(file, suite.getAttribute("name")), count(cases), secondTries(cases));
    }

    private static List<String> secondTries(NodeList cases) {
        return IntStream.range(0, cases.getLength())
                .mapToObj(i -> (Element) cases.item(i))
                .filter(testCase -> has(testCase, "flakyFailure") || has(testCase, "flakyError"))
                .map(testCase -> testCase.getAttribute("classname") + "." + testCase.getAttribute("name"))
                .toList();
    }

    /** Each case is looked at: in Surefire 3.5.4 the totals of a class whose tests are all nested are 0. */
    private static Count count(NodeList cases) {
        int failed = 0;
        int skipped = 0;
        for (int i = 0; i < cases.getLength(); i++) {
            var testCase = (Element) cases.item(i);
            if (has(testCase, "failure") || has(testCase, "error")) {
                failed++;
            } else if (has(testCase, "skipped")) {
                skipped++;
            }
        }
        return new Count(cases.getLength() - failed - skipped, failed, skipped);
    }

    private static boolean has(Element testCase, String child) {
        return testCase.getElementsByTagName(child).getLength() > 0;
    }

    private static Level level(Path file, String className) throws IOException {
        var target = file.getParent().getParent();
        var module = target.getParent().getFileName().toString();
        if (module.equals("acceptance")
                || file.getParent().getFileName().toString().startsWith("failsafe")) {
            return Level.ACCEPTANCE;
        }
        var outer = className.replaceFirst("\\$.*", "").replace('.', '/');
        var compiled = target.resolve("test-classes").resolve(outer + ".class");
        return Files.exists(compiled) && isSlice(compiled) ? Level.SLICE : Level.UNIT;
    }

    private static boolean isSlice(Path compiled) throws IOException {
        return new String(Files.readAllBytes(compiled), StandardCharsets.ISO_8859_1).contains(QUARKUS_TEST);
    }

    private static Element root(Path file) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + file, e);
        }
    }
}
