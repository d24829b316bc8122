package io.passerelle.accounts;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are kept, and guessing is slowed. */
@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {

    /**
     * Argon2id with 16 MiB and two passes, OWASP's advice of comparable strength: memory-hard
     * (ACC-7); as many at a time as there are processors.
     */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BoundedPasswords(
                Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
                Runtime.getRuntime().availableProcessors());
    }

    /** One for passwords and codes, wherever they are asked for. */
    @Bean
    SignInThrottle signInThrottle() {
        return new SignInThrottle(InstantSource.system());
    }
}
