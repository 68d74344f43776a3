package exoscope.grading.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Records as JSON: fields in the order in which the record declares them, and the same bytes on every computer. */
public final class ReportJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            // ASCII, so that a terminal or a spreadsheet with other ideas about text shows no garbage.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

    private ReportJson() {}

    /** The record, indented, with a line end after it. */
    public static String of(Record report) {
        try {
            return WRITER.writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be written as JSON: " + report.getClass(), e);
        }
    }
}
