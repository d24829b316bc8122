package io.passerelle.people;

/**
 * What people say of themselves (ACC-2).
 *
 * @param title such as {@code Mme}; up to 20 characters
 * @param firstName up to 80 characters
 * @param lastName up to 80 characters
 * @param email one mail address
 * @param language {@code fr} or {@code en}
 * @param zone an IANA time zone
 */
public record Profile(
        String title,
        String firstName,
        String lastName,
        String email,
        String language,
        String zone) {

    /** What mails call them: the name, or the user name where there is none. */
    String called(String login) {
        String name = (firstName + " " + lastName).strip();
        return name.isEmpty() ? login : name;
    }
}
