package io.passerelle.accounts;

import io.passerelle.accounts.store.SecondFactorStore;
import io.passerelle.accounts.store.SecondFactorStore.Enrolled;
import io.passerelle.foundation.Refused;
import io.passerelle.store.SecretBox;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor of those who want one (ACC-7): a code of their authenticator (RFC 6238), or one
 * of ten recovery codes for who lost it.
 */
@Service
public class SecondFactor {

    private static final String KIND = "account";
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 8;

    /** Clocks of telephones are a little off. */
    private static final int STEPS_AROUND = 1;

    private final SecondFactorStore store;
    private final SecretBox box;
    private final Audit audit;
    private final SignInThrottle throttle;
    private final AccountDirectory directory;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();

    SecondFactor(
            SecondFactorStore store,
            SecretBox box,
            Audit audit,
            SignInThrottle throttle,
            AccountDirectory directory) {
        this.store = store;
        this.box = box;
        this.audit = audit;
        this.throttle = throttle;
        this.directory = directory;
    }

    /**
     * What an authenticator needs.
     *
     * @param secret in base 32, to type
     * @param uri the same as a picture's text
     */
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment[]"; // never the secret
        }
    }

    /** Whether an account is asked for a code. */
    public boolean isOn(UUID accountId) {
        return store.find(accountId).filter(Enrolled::confirmed).isPresent();
    }

    /**
     * Makes a secret; it counts when {@link #confirm} was shown a code of it.
     *
     * @throws Refused when there is a second factor already
     */
    @Transactional
    public Enrolment begin(Viewer viewer) {
        if (isOn(viewer.accountId())) {
            throw Refused.field("", "factor.on");
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        store.begin(viewer.accountId(), box.seal(Base64.getEncoder().encodeToString(secret)));
        String text = Totp.base32(secret);
        String login = URLEncoder.encode(viewer.login(), StandardCharsets.UTF_8);
        return new Enrolment(
                text,
                "otpauth://totp/Passerelle:"
                        + login.replace("+", "%20")
                        + "?secret="
                        + text
                        + "&issuer=Passerelle&algorithm=SHA1&digits=6&period="
                        + Totp.STEP_SECONDS);
    }

    /**
     * Switches the second factor on.
     *
     * @return the recovery codes, which are told this once
     * @throws Refused when the code is not one of the secret's, or after too many that were not
     */
    @Transactional
    public List<String> confirm(Viewer viewer, String code) {
        Enrolled enrolled =
                store.find(viewer.accountId())
                        .filter(e -> !e.confirmed())
                        .orElseThrow(() -> Refused.field("code", "factor.begin"));
        requireRight(viewer, () -> usesStep(enrolled, viewer.accountId(), plain(code)));
        store.confirm(viewer.accountId());
        List<String> codes = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] bytes = new byte[RECOVERY_BYTES];
            random.nextBytes(bytes);
            String text = Totp.base32(bytes).toLowerCase(Locale.ROOT);
            codes.add(text);
            hashes.add(hash(text));
        }
        store.recoveryCodes(viewer.accountId(), hashes);
        audit.done(viewer, "factor.on", KIND, viewer.accountId(), null, null, null);
        return codes;
    }

    /**
     * Switches it off for who shows a code.
     *
     * @throws Refused when the code is wrong, or after too many that were
     */
    @Transactional
    public void off(Viewer viewer, String code) {
        requireRight(viewer, () -> accepts(viewer.accountId(), code));
        store.remove(viewer.accountId());
        audit.done(viewer, "factor.off", KIND, viewer.accountId(), null, null, null);
    }

    /** Switches it off in the caller's transaction, who has looked whether the viewer may. */
    @Transactional
    public void remove(UUID accountId) {
        store.remove(accountId);
    }

    /** Wrong codes make wait as at the sign-in, or a session left open could try them all. */
    private void requireRight(Viewer viewer, BooleanSupplier isRight) {
        UUID account = viewer.accountId();
        Duration pause = throttle.takeCode(viewer.login(), viewer.address(), account);
        if (pause.isPositive()) {
            failed(viewer);
            throw Refused.field("code", "password.wait", pause.toSeconds() + 1);
        }
        if (!isRight.getAsBoolean()) {
            failed(viewer);
            throw Refused.field("code", "factor.code");
        }
        throttle.codeSucceeded(viewer.login(), viewer.address(), account);
    }

    private void failed(Viewer viewer) {
        audit.failed(
                "factor.code", directory.byId(viewer.accountId()).orElse(null), viewer.address());
    }

    /** A code as people write it, in groups. */
    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    /** Whether the code is the authenticator's of now, or a recovery code; each is taken once. */
    boolean accepts(UUID accountId, String code) {
        String plain = plain(code);
        return store.find(accountId)
                .filter(Enrolled::confirmed)
                .filter(enrolled ->
                        plain.matches("\\d{6}")
                                ? usesStep(enrolled, accountId, plain)
                                : store.useRecoveryCode(accountId, hash(plain)))
                .isPresent();
    }

    private boolean usesStep(Enrolled enrolled, UUID accountId, String code) {
        byte[] secret = Base64.getDecoder().decode(box.open(enrolled.secret()));
        long now = Totp.step(clock.instant());
        for (long step = now - STEPS_AROUND; step <= now + STEPS_AROUND; step++) {
            byte[] right = Totp.code(secret, step).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(right, code.getBytes(StandardCharsets.UTF_8))) {
                return store.useStep(accountId, step);
            }
        }
        return false;
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }
}
