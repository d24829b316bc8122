package io.passerelle.sims.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void fieldsLoseSpacesAroundThem() {
        assertThat(Fields.split("a; b ;c", ';')).containsExactly("a", "b", "c");
        assertThat(Fields.split(";;", ';')).containsExactly("", "", "");
        assertThat(Fields.split("a\t\tc", '\t')).containsExactly("a", "", "c");
        assertThat(Fields.split("", ',')).containsExactly("");
        assertThat(Fields.split("a,", ',')).containsExactly("a", "");
    }

    @Test
    void quotedFieldKeepsSeparatorsAndQuotes() {
        assertThat(Fields.split("\"a;b\";\"say \"\"hi\"\"\"", ';'))
                .containsExactly("a;b", "say \"hi\"");
        assertThat(Fields.split(" \" a \" ;b", ';')).containsExactly(" a ", "b");
        assertThat(Fields.split("\"\"", ',')).containsExactly("");
        assertThat(Fields.split("inch 5\";b", ';')).containsExactly("inch 5\"", "b");
    }

    @Test
    void quoteThatIsNotClosedOrIsFollowedBySomethingIsNoLine() {
        assertThat(Fields.split("\"a;b", ';')).isNull();
        assertThat(Fields.split("\"a\"b;c", ';')).isNull();
    }

    @Test
    void separatorIsTheOneTheHeaderHasMostOf() {
        assertThat(Fields.separatorOf("iccid;label,long;group")).isEqualTo(';');
        assertThat(Fields.separatorOf("iccid,label")).isEqualTo(',');
        assertThat(Fields.separatorOf("iccid\tlabel")).isEqualTo('\t');
        assertThat(Fields.separatorOf("iccid")).isEqualTo(';');
    }
}
