package io.passerelle.accounts;

import io.passerelle.accounts.store.AccountStore;
import io.passerelle.accounts.store.AccountStore.Credentials;
import io.passerelle.foundation.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
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

    /** What tries of passkeys are counted under, besides their address: nobody types a name. */
    private static final String PASSKEY = "passkey";

    /** How long the second factor may take after the password. */
    private static final Duration PENDING = Duration.ofMinutes(5);

    private final AccountStore store;
    private final Viewers viewers;
    private final PasswordEncoder passwords;
    private final PortalSessions sessions;
    private final SecondFactor secondFactor;
    private final Passkeys passkeys;
    private final SignInThrottle throttle;
    private final AccountDirectory directory;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final CompletableFuture<String> decoy;

    SignIn(
            AccountStore store,
            Viewers viewers,
            PasswordEncoder passwords,
            PortalSessions sessions,
            SecondFactor secondFactor,
            Passkeys passkeys,
            SignInThrottle throttle,
            AccountDirectory directory,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.viewers = viewers;
        this.passwords = passwords;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.passkeys = passkeys;
        this.throttle = throttle;
        this.directory = directory;
        this.audit = audit;
        this.events = events;
        // a third of a second that nothing else of a start needs to wait for
        this.decoy =
                CompletableFuture.supplyAsync(
                        () -> Objects.requireNonNull(passwords.encode("nobody")));
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
        Duration pause = throttle.take(login, address);
        if (pause.isPositive()) {
            failed("signIn.password", login, address);
            events.publishEvent(new SignInSlowed(login, address, pause));
            throw new LockedException("wait " + pause.toSeconds() + " s");
        }
        Known known;
        try {
            known =
                    known(login, Objects.toString(attempt.getCredentials(), ""))
                            .filter(k -> viewers.of(k.who(), address).isPresent())
                            .orElse(null);
        } catch (AuthenticationServiceException e) {
            throttle.giveBack(login, address); // nobody knows whether it was right
            throw e;
        }
        if (known == null) {
            failed("signIn.password", login, address);
            LOG.atInfo().addKeyValue("address", address).log("sign-in refused");
            throw new BadCredentialsException("wrong login or password");
        }
        throttle.giveBack(login, address);
        askSecondFactor(known);
        throttle.succeeded(login, address);
        return accepted(known.who(), address, attempt.getDetails());
    }

    /** Somebody whose password was right, and when they had last chosen it. */
    private record Known(SignedIn who, @Nullable Instant passwordAt) {}

    private void failed(String action, String login, String address) {
        audit.failed(action, directory.byLogin(login).orElse(null), address);
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
        SignedIn signedIn = new SignedIn(pending.accountId(), pending.login(), null);
        if (isTooLate(pending) || viewers.of(signedIn, address).isEmpty()) {
            throw Refused.field("", "factor.late");
        }
        UUID account = pending.accountId();
        Duration pause = throttle.takeCode(pending.login(), address, account);
        if (pause.isPositive()) {
            failed("signIn.code", pending.login(), address);
            throw Refused.field("code", "password.wait", pause.toSeconds() + 1);
        }
        if (!isRight(pending, code, address)) {
            failed("signIn.code", pending.login(), address);
            throw Refused.field("code", "factor.code");
        }
        throttle.codeSucceeded(pending.login(), address, account);
        throttle.succeeded(pending.login(), address);
        return accepted(signedIn, address, details);
    }

    /**
     * Lets in who has a passkey, which is two factors by itself.
     *
     * @param answer the browser's
     * @throws Refused when it is wrong, its owner may not sign in, or after too many that were
     *     wrong
     */
    public Authentication withPasskey(
            Passkeys.Asking asking, String answer, WebAuthenticationDetails details) {
        String address = Objects.requireNonNullElse(details.getRemoteAddress(), "");
        Duration pause = throttle.take(PASSKEY, address);
        if (pause.isPositive()) {
            audit.failed("signIn.passkey", null, address);
            throw Refused.field("", "password.wait", pause.toSeconds() + 1);
        }
        KnownAccount account = ownerOf(asking, answer, address);
        SignedIn signedIn = new SignedIn(account.id(), account.login(), null);
        if (viewers.of(signedIn, address).isEmpty()) {
            audit.failed("signIn.passkey", account, address);
            throw Refused.field("", "passkey.unknown");
        }
        throttle.succeeded(PASSKEY, address);
        return accepted(signedIn, address, details);
    }

    private KnownAccount ownerOf(Passkeys.Asking asking, String answer, String address) {
        try {
            return directory
                    .byId(passkeys.owner(asking, answer))
                    .orElseThrow(() -> Refused.field("", "passkey.unknown"));
        } catch (Refused refused) {
            audit.failed("signIn.passkey", null, address);
            throw refused;
        } catch (DataAccessException e) {
            throttle.giveBack(PASSKEY, address);
            throw e;
        }
    }

    /** Also when the password was changed meanwhile: whoever knew the old one is nobody now. */
    private boolean isTooLate(PendingSignIn pending) {
        return pending.until().isBefore(Instant.now())
                || !Objects.equals(
                        pending.passwordAt(), store.passwordAt(pending.accountId()).orElse(null));
    }

    private boolean isRight(PendingSignIn pending, String code, String address) {
        try {
            return secondFactor.accepts(pending.accountId(), code);
        } catch (DataAccessException e) {
            throttle.giveCodeBack(pending.login(), address, pending.accountId());
            throw e;
        }
    }

    /** The password was right and is not enough: the rest is asked for on a page of its own. */
    private void askSecondFactor(Known known) {
        SignedIn signedIn = known.who();
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
                                    Instant.now().plus(PENDING),
                                    known.passwordAt()));
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
        Duration pause = throttle.take(viewer.login(), viewer.address());
        if (pause.isPositive()) {
            failed("password.confirm", viewer.login(), viewer.address());
            throw Refused.field("current", "password.wait", pause.toSeconds() + 1);
        }
        boolean fits;
        try {
            fits = check(viewer.login(), password).isPresent();
        } catch (DataAccessException | AuthenticationServiceException e) {
            throttle.giveBack(viewer.login(), viewer.address());
            throw e;
        }
        if (fits) {
            throttle.succeeded(viewer.login(), viewer.address());
        } else {
            failed("password.confirm", viewer.login(), viewer.address());
        }
        return fits;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Optional<Known> known(String login, String password) {
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

    private Optional<Known> check(String login, String password) {
        Credentials known = store.credentials(login).orElse(null);
        // An unknown login costs the same time as a known one, so that nobody learns which exist.
        boolean fits =
                password.length() <= PASSWORD_AT_MOST
                        && passwords.matches(
                                password, known == null ? decoy.join() : known.passwordHash());
        return known != null && fits
                ? Optional.of(
                        new Known(
                                new SignedIn(known.id(), known.login(), null), known.passwordAt()))
                : Optional.empty();
    }
}
