package io.passerelle.accounts;

import io.passerelle.accounts.store.AccountStore;
import io.passerelle.accounts.store.AccountStore.Credentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signing in to the portal with login and password. */
@Component
public class SignIn implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final int PASSWORD_AT_MOST =
            200; // a hash of a megabyte would be work for nothing

    private final AccountStore store;
    private final Viewers viewers;
    private final PasswordEncoder passwords;
    private final SignInThrottle throttle = new SignInThrottle(InstantSource.system());
    private final String decoy;

    SignIn(AccountStore store, Viewers viewers, PasswordEncoder passwords) {
        this.store = store;
        this.viewers = viewers;
        this.passwords = passwords;
        this.decoy = Objects.requireNonNull(passwords.encode("nobody"));
    }

    /**
     * Checks login and password.
     *
     * @throws BadCredentialsException for an unknown login, a wrong password and a disabled account
     *     alike
     * @throws AuthenticationServiceException while the database is away
     * @throws LockedException while too many failures make this login wait at this address
     */
    @Override
    public Authentication authenticate(Authentication attempt) {
        String login = attempt.getName().strip();
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details
                        ? Objects.requireNonNullElse(details.getRemoteAddress(), "")
                        : "";
        Duration pause = throttle.pause(login, address);
        if (pause.isPositive()) {
            throw new LockedException("wait " + pause.toSeconds() + " s");
        }
        SignedIn signedIn =
                known(login, Objects.toString(attempt.getCredentials(), ""))
                        .filter(who -> viewers.of(who, address).isPresent())
                        .orElse(null);
        if (signedIn == null) {
            throttle.failed(login, address);
            LOG.atInfo()
                    .addKeyValue("login", login)
                    .addKeyValue("address", address)
                    .log("sign-in refused");
            throw new BadCredentialsException("wrong login or password");
        }
        throttle.succeeded(login, address);
        remember(signedIn);
        var accepted =
                UsernamePasswordAuthenticationToken.authenticated(
                        signedIn, null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
        accepted.setDetails(attempt.getDetails());
        return accepted;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Optional<SignedIn> known(String login, String password) {
        try {
            return check(login, password);
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the database is away", e);
        }
    }

    private void remember(SignedIn signedIn) {
        try {
            store.signedIn(signedIn.accountId());
        } catch (DataAccessException e) {
            LOG.warn("a sign-in was not written down: {}", e.toString()); // such as a full disk
        }
    }

    private Optional<SignedIn> check(String login, String password) {
        Credentials known = store.credentials(login).orElse(null);
        // An unknown login costs the same time as a known one, so that nobody learns which exist.
        boolean fits =
                password.length() <= PASSWORD_AT_MOST
                        && passwords.matches(
                                password, known == null ? decoy : known.passwordHash());
        return known != null && fits
                ? Optional.of(new SignedIn(known.id(), known.login(), null))
                : Optional.empty();
    }
}
