package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvRowsTest {

    @Test
    void textThatASpreadsheetWouldRunIsMadeText() {
        assertThat(CsvRows.field("=1+1")).isEqualTo("'=1+1");
        assertThat(CsvRows.field("@x")).isEqualTo("'@x");
        assertThat(CsvRows.field("-2+3")).isEqualTo("'-2+3");
        assertThat(CsvRows.field("-2.5")).isEqualTo("-2.5");
        assertThat(CsvRows.field("")).isEmpty();
    }

    @Test
    void separatorsQuotesAndLineEndsAreQuoted() {
        assertThat(CsvRows.field("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvRows.field("a;b")).isEqualTo("\"a;b\"");
        assertThat(CsvRows.field("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvRows.field("a\nb")).isEqualTo("\"a\nb\"");
    }
}
