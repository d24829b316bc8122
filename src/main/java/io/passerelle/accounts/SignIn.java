package io.passerelle.accounts;

import io.passerelle.accounts.store.AccountStore;
import io.passerelle.accounts.store.AccountStore.Credentials;
import io.passerelle.foundation.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Signing in to the portal with login and password. */
@Component
public class SignIn implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final int PASSWORD_AT_MOST =
            200; // a hash of a megabyte would be work for nothing

    /** How long the second factor may take after the password. */
    private static final Duration PENDING = Duration.ofMinutes(5);

    private final AccountStore store;
    private final Viewers viewers;
    private final PasswordEncoder passwords;
    private final PortalSessions sessions;
    private final SecondFactor secondFactor;
    private final SignInThrottle throttle;
    private final String decoy;

    SignIn(
            AccountStore store,
            Viewers viewers,
            PasswordEncoder passwords,
            PortalSessions sessions,
            SecondFactor secondFactor,
            SignInThrottle throttle) {
        this.store = store;
        this.viewers = viewers;
        this.passwords = passwords;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.throttle = throttle;
        this.decoy = Objects.requireNonNull(passwords.encode("nobody"));
    }

    /**
     * Checks login and password.
     *
     * @throws BadCredentialsException for an unknown login, a wrong password and a disabled account
     *     alike
     * @throws AuthenticationServiceException while the database is away
     * @throws InsufficientAuthenticationException when the account has a second factor
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
        askSecondFactor(signedIn);
        throttle.succeeded(login, address);
        return accepted(signedIn, address, attempt.getDetails());
    }

    /**
     * Lets in who knew the password and shows the second factor now. Wrong codes make wait like
     * wrong passwords, and are counted for the account too, wherever they come from.
     *
     * @param details of the request, as Spring Security keeps them
     * @throws Refused with a wrong code, too late, or while too many failures make them wait
     */
    public Authentication complete(
            PendingSignIn pending, String code, WebAuthenticationDetails details) {
        String address = Objects.requireNonNullElse(details.getRemoteAddress(), "");
        Duration pause = throttle.codePause(pending.login(), address, pending.accountId());
        if (pause.isPositive()) {
            throw Refused.field("code", "password.wait", pause.toSeconds() + 1);
        }
        SignedIn signedIn = new SignedIn(pending.accountId(), pending.login(), null);
        boolean late = pending.until().isBefore(Instant.now());
        if (late || viewers.of(signedIn, address).isEmpty()) {
            throw Refused.field("", "factor.late");
        }
        if (!secondFactor.accepts(pending.accountId(), code)) {
            throttle.codeFailed(pending.login(), address, pending.accountId());
            throw Refused.field("code", "factor.code");
        }
        throttle.succeeded(pending.login(), address);
        throttle.codeSucceeded(pending.accountId());
        return accepted(signedIn, address, details);
    }

    /** The password was right and is not enough: the rest is asked for on a page of its own. */
    private void askSecondFactor(SignedIn signedIn) {
        boolean wanted;
        try {
            wanted = secondFactor.isOn(signedIn.accountId());
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the database is away", e);
        }
        if (!wanted) {
            return;
        }
        if (RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes attributes) {
            attributes
                    .getRequest()
                    .getSession()
                    .setAttribute(
                            PendingSignIn.ATTRIBUTE,
                            new PendingSignIn(
                                    signedIn.accountId(),
                                    signedIn.login(),
                                    Instant.now().plus(PENDING)));
        }
        throw new InsufficientAuthenticationException("the second factor is missing");
    }

    private Authentication accepted(SignedIn signedIn, String address, @Nullable Object details) {
        remember(signedIn);
        var accepted =
                UsernamePasswordAuthenticationToken.authenticated(
                        sessions.open(signedIn, address),
                        null,
                        List.of(new SimpleGrantedAuthority("ROLE_USER")));
        accepted.setDetails(details);
        return accepted;
    }

    /**
     * Asks somebody who is signed in for their password again.
     *
     * @throws Refused while too many failures make them wait
     */
    public boolean confirms(Viewer viewer, String password) {
        Duration pause = throttle.pause(viewer.login(), viewer.address());
        if (pause.isPositive()) {
            throw Refused.field("current", "password.wait", pause.toSeconds() + 1);
        }
        boolean fits = check(viewer.login(), password).isPresent();
        if (fits) {
            throttle.succeeded(viewer.login(), viewer.address());
        } else {
            throttle.failed(viewer.login(), viewer.address());
        }
        return fits;
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
