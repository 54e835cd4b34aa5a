package io.switchgear.common.csv;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTest {

    @Test
    void quotesAsRfc4180Says() {
        assertThat(Csv.line(Arrays.asList("a", "b,c", "say \"hi\"", "two\nlines", null, 1.5)))
                .isEqualTo("a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",,1.5\r\n");
        assertThat(Csv.line(Arrays.asList(null, "x"))).isEqualTo(",x\r\n");
    }

    @Test
    void formulasAreDefused() {
        assertThat(Csv.line(List.of("=1+1", "@x", "-2", "+3"))).isEqualTo("'=1+1,'@x,'-2,'+3\r\n");
        assertThat(Csv.line(List.of("\t=1", "\r=1"))).isEqualTo("'\t=1,\"'\r=1\"\r\n");
        assertThat(Csv.line(List.of(-2))).isEqualTo("-2\r\n");
    }
}
