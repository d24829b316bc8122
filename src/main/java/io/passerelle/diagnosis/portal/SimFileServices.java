package io.passerelle.diagnosis.portal;

import io.passerelle.accounts.Organisations;
import io.passerelle.api.ApiTexts;
import io.passerelle.diagnosis.Diagnoses;
import io.passerelle.diagnosis.Looks;
import io.passerelle.diagnosis.SimFiles;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.Timeline;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.sessions.Disconnects;
import io.passerelle.sims.SimCards;
import io.passerelle.usage.Consumption;
import org.springframework.stereotype.Component;

/** What the pages of one card work with. */
@Component
record SimFileServices(
        SimCards cards,
        SimFiles files,
        Diagnoses diagnoses,
        Timeline timeline,
        Looks looks,
        Organisations organisations,
        Disconnects disconnects,
        Consumption consumption,
        ApiTexts texts) {

    /** The words of the page's language, with moments in the viewer's time zone. */
    Speech speech(Kit kit) {
        return new Speech(texts, Texts.locale(), kit.viewer().zone());
    }
}
