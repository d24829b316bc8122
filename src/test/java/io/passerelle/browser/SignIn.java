package io.passerelle.browser;

/** The sign-in page. */
final class SignIn {

    private SignIn() {}

    /** Signs in and waits for the home page. */
    static void of(Visit visit, Person person) {
        visit.opens("login");
        with(visit, person.login(), person.password());
        visit.find(".home").waitFor();
        visit.settles();
    }

    /** Types a name and a password and presses the button. */
    static void with(Visit visit, String login, String password) {
        visit.find("input[name=username]").fill(login);
        visit.find("input[name=password]").fill(password);
        visit.find("vaadin-button[theme~=submit], vaadin-login-form vaadin-button").first().click();
    }
}
