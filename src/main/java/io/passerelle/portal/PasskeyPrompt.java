package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import io.passerelle.foundation.FieldError;
import java.util.function.Consumer;

/**
 * Has the browser make or use a passkey (Web Authentication level 3, sections 5.1.3 and 5.1.4).
 * Keys and challenges travel as base64url.
 */
public final class PasskeyPrompt {

    private static final String HELP =
            """
            const bytes = s => Uint8Array.from(
                atob(s.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
            const text = b => btoa(String.fromCharCode(...new Uint8Array(b)))
                .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
            const question = JSON.parse($0, (k, v) => v === null ? undefined : v);
            question.challenge = bytes(question.challenge);
            const answer = (key, response) => JSON.stringify({
                id: key.id, rawId: text(key.rawId), type: key.type, response,
                clientExtensionResults: {},
                authenticatorAttachment: key.authenticatorAttachment ?? undefined});
            """;

    private static final String MAKE =
            """
            question.user.id = bytes(question.user.id);
            (question.excludeCredentials ?? []).forEach(k => k.id = bytes(k.id));
            const key = await navigator.credentials.create({publicKey: question});
            return answer(key, {
                attestationObject: text(key.response.attestationObject),
                clientDataJSON: text(key.response.clientDataJSON),
                transports: key.response.getTransports?.() ?? []});
            """;

    private static final String ASK =
            """
            (question.allowCredentials ?? []).forEach(k => k.id = bytes(k.id));
            const key = await navigator.credentials.get({publicKey: question});
            return answer(key, {
                authenticatorData: text(key.response.authenticatorData),
                clientDataJSON: text(key.response.clientDataJSON),
                signature: text(key.response.signature),
                userHandle: key.response.userHandle ? text(key.response.userHandle) : undefined});
            """;

    private static final String PROBLEM = "!";

    private PasskeyPrompt() {}

    /** Has one made; the answer is given to the one or, as a reason, to the other. */
    public static void make(
            Component page, String question, Consumer<String> answer, Consumer<String> problem) {
        run(page, MAKE, question, answer, problem);
    }

    /** Has one used. */
    public static void ask(
            Component page, String question, Consumer<String> answer, Consumer<String> problem) {
        run(page, ASK, question, answer, problem);
    }

    private static void run(
            Component page,
            String work,
            String question,
            Consumer<String> answer,
            Consumer<String> problem) {
        String script =
                "if (!window.PublicKeyCredential) return '!browser';"
                        + "try {"
                        + HELP
                        + work
                        + "} catch (e) { return '!' + e.name; }";
        page.getElement()
                .executeJs("return (async () => {" + script + "})()", question)
                .then(
                        String.class,
                        told -> {
                            if (told.startsWith(PROBLEM)) {
                                problem.accept(reason(told.substring(1)));
                            } else {
                                answer.accept(told);
                            }
                        },
                        failure -> problem.accept(reason("")));
    }

    private static String reason(String name) {
        String code =
                switch (name) {
                    case "browser" -> "passkey.browser";
                    case "InvalidStateError" -> "passkey.already";
                    case "NotAllowedError", "AbortError" -> "passkey.cancelled";
                    case "SecurityError" -> "passkey.elsewhere";
                    default -> "passkey.failed";
                };
        return Texts.reason(FieldError.of("", code));
    }
}
