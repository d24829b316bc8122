package io.passerelle.people;

import io.passerelle.foundation.FieldError;
import io.passerelle.mail.MailAddresses;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What particulars must be like. */
final class ProfileRules {

    private static final int TITLE_AT_MOST = 20;
    private static final int NAME_AT_MOST = 80;
    private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}._@+-]{3,60}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private ProfileRules() {}

    /** Everything wrong with particulars. */
    static List<FieldError> problems(Profile profile) {
        List<FieldError> errors = new ArrayList<>();
        text(errors, "title", profile.title(), TITLE_AT_MOST);
        text(errors, "firstName", profile.firstName(), NAME_AT_MOST);
        text(errors, "lastName", profile.lastName(), NAME_AT_MOST);
        if (!MailAddresses.isOne(profile.email().strip())) {
            errors.add(FieldError.of("email", "mail.address"));
        }
        if (!Set.of("fr", "en").contains(profile.language())) {
            errors.add(FieldError.of("language", "language.unknown", profile.language()));
        }
        if (!ZoneId.getAvailableZoneIds().contains(profile.zone())) {
            errors.add(FieldError.of("timeZone", "zone.unknown", profile.zone()));
        }
        return errors;
    }

    /** Whether it can be a user name. */
    static boolean isLogin(String login) {
        return LOGIN.matcher(login).matches();
    }

    /** The same without blanks around. */
    static Profile stripped(Profile profile) {
        return new Profile(
                profile.title().strip(),
                profile.firstName().strip(),
                profile.lastName().strip(),
                profile.email().strip(),
                profile.language(),
                profile.zone());
    }

    private static void text(List<FieldError> errors, String field, String text, int atMost) {
        if (text.length() > atMost) {
            errors.add(FieldError.of(field, "too.long", atMost));
        } else if (CONTROL.matcher(text).find()) {
            errors.add(FieldError.of(field, "text.control"));
        }
    }
}
