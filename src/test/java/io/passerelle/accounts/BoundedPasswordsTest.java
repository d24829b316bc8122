package io.passerelle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class BoundedPasswordsTest {

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final BoundedPasswords passwords =
            new BoundedPasswords(
                    new PasswordEncoder() {
                        @Override
                        public String encode(@Nullable CharSequence password) {
                            return "";
                        }

                        @Override
                        public boolean matches(
                                @Nullable CharSequence password, @Nullable String encoded) {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            Thread.yield();
                            running.decrementAndGet();
                            return true;
                        }
                    },
                    2);

    @Test
    void manySignInAtOnce_twoAreComputedAtATimeAndAllAreAnswered() throws Exception {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                attempts.add(() -> passwords.matches("secret", "hash"));
            }
            for (Future<Boolean> answer : people.invokeAll(attempts)) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }
}
