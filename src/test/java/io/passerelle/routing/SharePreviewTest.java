package io.passerelle.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.HostPort;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SharePreviewTest {

    private static Destination to(int priority, int share) {
        return new Destination(new HostPort("server.example", 443), priority, share);
    }

    @Test
    void twoAndOneThenAnother_areCutToTwoDecimals() {
        var destinations = List.of(to(1, 2), to(1, 1), to(2, 1));
        assertThat(SharePreview.of(destinations, Locale.UK))
                .isEqualTo("66.66 % / 33.33 %, then 100 %");
        assertThat(SharePreview.of(destinations, Locale.FRANCE))
                .isEqualTo("66,66 % / 33,33 %, puis 100 %");
    }

    @Test
    void prioritiesInAnyOrder_areShownLowestFirst() {
        assertThat(SharePreview.of(List.of(to(9, 1), to(3, 1), to(3, 3)), Locale.UK))
                .isEqualTo("25 % / 75 %, then 100 %");
    }

    @Test
    void partsOfHealth_areCutNotRounded() {
        assertThat(SharePreview.percent(2 / 3.0, Locale.UK)).isEqualTo("66.66 %");
        assertThat(SharePreview.percent(0.29, Locale.UK)).isEqualTo("29 %");
        assertThat(SharePreview.percent(1, Locale.UK)).isEqualTo("100 %");
    }
}
