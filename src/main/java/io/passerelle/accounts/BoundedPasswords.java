package io.passerelle.accounts;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A memory-hard function takes memory from whoever asks for it: a hundred people, or one program,
 * signing in at once would take more than there is, and end the process. So few are computed at a
 * time, in the order they came, and who would wait too long is turned away.
 */
final class BoundedPasswords implements PasswordEncoder {

    private static final long PATIENCE_SECONDS = 10;

    private final PasswordEncoder encoder;
    private final Semaphore places;

    /**
     * @param atOnce how many are computed at a time
     */
    BoundedPasswords(PasswordEncoder encoder, int atOnce) {
        this.encoder = encoder;
        this.places = new Semaphore(atOnce, true);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        enter();
        try {
            return encoder.encode(password);
        } finally {
            places.release();
        }
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        enter();
        try {
            return encoder.matches(password, encoded);
        } finally {
            places.release();
        }
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    private void enter() {
        try {
            if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AuthenticationServiceException("too many people sign in");
    }
}
