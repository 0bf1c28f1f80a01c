package io.tandem.campaign.contact.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.ReadRow;
import io.tandem.campaign.contact.reading.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * CSV with a header line. We find where records end, Jackson reads their fields: left alone it takes a quote that is never closed for
 * the rest of the file. Such a row is given up after {@link #MAX_LINES} lines, and reading goes on right behind its first line. The
 * separator is what the header uses: comma, semicolon or tab.
 */
public final class CsvRows implements ContactRows {

    private static final int MAX_LINES = 20;
    private static final CsvMapper CSV = new CsvMapper();

    private final Lines lines;
    private final ContactCheck check;
    private final char separator;
    private final ObjectReader reader;
    private final List<String> columns;

    /** @throws UnreadableListException where the header cannot be read or names no numbers */
    public CsvRows(InputStream bytes, Charset charset, ContactCheck check) throws IOException {
        this.lines = new Lines(bytes, charset);
        this.check = check;
        var header = headerLine();
        this.separator = separatorOf(header);
        this.reader = CSV.readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator));
        this.columns = columnsOf(header);
    }

    @Override
    public Optional<ReadRow> next() throws IOException {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var first = line.get();
            if (first.text() == null) {
                return Optional.of(new ReadRow.Broken(first.number(), null, String.valueOf(first.problem())));
            }
            if (!first.text().isBlank()) {
                return Optional.of(row(first.number(), first.text()));
            }
        }
        return Optional.empty();
    }

    private ReadRow row(int number, String firstLine) throws IOException {
        var record = completed(firstLine);
        if (record.isEmpty()) {
            return new ReadRow.Broken(number, null, "has a quote that is not closed");
        }
        try {
            return judge(number, fields(record.get()));
        } catch (JsonProcessingException e) {
            return new ReadRow.Broken(number, null, "is not CSV: " + e.getOriginalMessage());
        }
    }

    /** The whole record; empty where its quote is not closed, all but the first line then given back. */
    private Optional<String> completed(String firstLine) throws IOException {
        var record = new StringBuilder(firstLine);
        Deque<Line> appended = new ArrayDeque<>();
        while (Quotes.isOpen(record, separator)) {
            var more = appended.size() < MAX_LINES ? lines.next() : Optional.<Line>empty();
            more.ifPresent(appended::push);
            if (more.isEmpty() || more.get().text() == null) {
                appended.forEach(lines::giveBack);
                return Optional.empty();
            }
            record.append('\n').append(more.get().text());
        }
        return Optional.of(record.toString());
    }

    private ReadRow judge(int number, List<String> fields) {
        if (fields.size() > columns.size()) {
            return new ReadRow.Broken(number, null, "has " + fields.size() + " columns, the header " + columns.size());
        }
        var named = new LinkedHashMap<String, String>();
        for (int i = 0; i < fields.size(); i++) {
            named.put(columns.get(i), fields.get(i));
        }
        return check.judge(number, named);
    }

    private List<String> fields(String record) throws IOException {
        try (var values = reader.<String[]>readValues(record)) {
            return values.hasNextValue() ? Arrays.asList(values.nextValue()) : List.of();
        }
    }

    private String headerLine() throws IOException {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var text = line.get().text();
            if (text == null) {
                throw new UnreadableListException(
                        "the header line " + line.get().problem());
            }
            if (!text.isBlank()) {
                return text;
            }
        }
        throw new UnreadableListException("the list is empty: a header line with a column 'number' is needed");
    }

    private static char separatorOf(String header) {
        if (header.indexOf(',') >= 0) {
            return ',';
        }
        if (header.indexOf(';') >= 0) {
            return ';';
        }
        return header.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private List<String> columnsOf(String header) throws IOException {
        List<String> names;
        try {
            names = fields(header).stream().map(String::strip).toList();
        } catch (JsonProcessingException e) {
            throw new UnreadableListException("the header line is not CSV: " + e.getOriginalMessage());
        }
        var seen = new HashSet<String>();
        for (var name : names) {
            if (name.isEmpty() || name.length() > 100) {
                throw new UnreadableListException("every column of the header needs a name of 1 to 100 characters");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new UnreadableListException("the header names the column '" + name + "' twice");
            }
        }
        if (!seen.contains(ContactCheck.NUMBER)) {
            throw new UnreadableListException("the header has no column 'number'");
        }
        return names;
    }
}
