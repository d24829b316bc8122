package io.passerelle.sims;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiTexts;
import io.passerelle.sims.wire.CsvLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What a job did to which card, as a CSV file in the reader's language (M2M-3). */
@Service
public class JobReport {

    /** Spreadsheets take a file without it for one in an old encoding. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final SimJobs jobs;
    private final ApiTexts texts;

    JobReport(SimJobs jobs, ApiTexts texts) {
        this.jobs = jobs;
        this.texts = texts;
    }

    /** Writes it, line by line as it is read. */
    public void write(Viewer viewer, UUID id, Locale locale, OutputStream to) throws IOException {
        SimJob job = jobs.get(viewer, id);
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        out.write(BYTE_ORDER_MARK);
        out.write(texts.text("sims.job.report.header", List.of(), locale) + "\r\n");
        try {
            jobs.report(viewer, id, line -> write(job, line, locale, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private void write(SimJob job, SimJobLine line, Locale locale, Writer out) {
        SimAction action = job.action();
        String done = line.action().isEmpty() && action != null ? action.name() : line.action();
        String parameter = line.action().isEmpty() ? job.parameter() : line.parameter();
        String result = "sims.job.result." + line.result(job.reached());
        try {
            out.write(
                    CsvLine.of(
                            List.of(
                                    Integer.toString(line.line()),
                                    line.iccid(),
                                    done,
                                    parameter,
                                    texts.text(result, List.of(), locale),
                                    reason(line, locale))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why a line was refused, in words; empty when it was not. */
    public String reason(SimJobLine line, Locale locale) {
        return line.isRefused() ? texts.error(line.code(), words(line, locale), locale) : "";
    }

    /** Statuses and actions are named by their constants: people read their words. */
    private List<Object> words(SimJobLine line, Locale locale) {
        List<Object> words = new ArrayList<>(line.arguments());
        if (line.code().equals("sim.action.status") && words.size() == 2) {
            String action = "sims.job.action." + words.get(0);
            words.set(0, texts.text(action, List.of(), locale));
            words.set(1, texts.text("sims.status." + words.get(1), List.of(), locale));
        }
        return words;
    }
}
