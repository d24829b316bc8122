package io.passerelle.people.portal;

import io.passerelle.accounts.Viewer;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;

/** Changes one's own particulars; not the user name (ACC-2). */
final class OwnProfileForm extends FormDialog {

    OwnProfileForm(Viewer viewer, People people, Person person, Runnable done) {
        super("people.account", Texts.text(OwnAccountPage.NAME + ".change"));
        ProfileFields fields = new ProfileFields(this, person.profile());
        onSave(
                Texts.text("kit.save"),
                () -> {
                    people.updateOwn(viewer, person.version(), fields.value());
                    done.run();
                });
    }
}
