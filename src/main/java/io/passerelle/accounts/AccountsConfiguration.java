package io.passerelle.accounts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are kept. */
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
}
