package io.passerelle.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** M2M-11. */
class ImeiTest {

    @Test
    void device_isTheSame_howeverItIsWritten() {
        Imei device = Imei.parse("49015420323751").orElseThrow();
        assertThat(Imei.parse("490154203237518")).contains(device); // the example of 3GPP TS 23.003
        assertThat(Imei.parse("49-015420-323751-8")).contains(device);
        assertThat(Imei.parse("4901542032375101")).contains(device);
        assertThat(device.full()).isEqualTo("490154203237518");
    }

    @Test
    void whatANetworkTells_isTheDevicesFourteenDigits_whateverFollows() {
        Imei device = Imei.parse("490154203237518").orElseThrow();
        assertThat(Imei.told("490154203237510")).contains(device);
        assertThat(Imei.told("4901542032375107")).contains(device);
        assertThat(Imei.told("49015420323751")).contains(device);
        assertThat(Imei.told("4901542032375")).isEmpty();
        assertThat(Imei.told("no device at all")).isEmpty();
    }

    @Test
    void wrongCheckDigitAndWrongLength_areNoDevices() {
        assertThat(Imei.parse("490154203237517")).isEmpty();
        assertThat(Imei.parse("4901542032375")).isEmpty();
        assertThat(Imei.parse("49015420323751012")).isEmpty();
        assertThat(Imei.parse("4901542032375a")).isEmpty();
    }
}
