package io.passerelle.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Test
    void iccidWithSpacesAndFiller_isItsDigits() {
        assertThat(Iccid.parse(" 8933 0712 3456 7890 123F ").map(Iccid::value))
                .contains("8933071234567890123");
        assertThat(Iccid.parse("893307123456789012G")).isEmpty();
        assertThat(Iccid.parse("123456789012")).isEmpty();
        assertThat(Iccid.parse("12345678901234567890123")).isEmpty();
    }

    @Test
    void checkDigit_isLuhns() {
        assertThat(new Iccid("4111111111111111").hasValidCheckDigit()).isTrue();
        assertThat(new Iccid("4111111111111112").hasValidCheckDigit()).isFalse();
    }

    @Test
    void telephoneNumberAsPeopleWriteIt_isItsDigits() {
        assertThat(Msisdn.parse("+33 6 00 00 00 01").map(Msisdn::value)).contains("33600000001");
        assertThat(Msisdn.parse("0033600000001").map(Msisdn::value)).contains("33600000001");
        assertThat(Msisdn.parse("+33 6 00 00 00 0x")).isEmpty();
        assertThat(Msisdn.parse("00 0033 6000")).isEmpty();
    }

    @Test
    void idsMadeLater_sortLaterAndTellTheirTime() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UUID id = Ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Ids.timeOf(id)).isBetween(before, Instant.now());
        assertThat(Ids.firstOf(before).toString()).isLessThanOrEqualTo(id.toString());
        assertThat(Ids.firstOf(before.plusSeconds(60)).toString()).isGreaterThan(id.toString());
    }
}
