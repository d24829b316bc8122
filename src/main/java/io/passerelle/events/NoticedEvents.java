package io.passerelle.events;

import io.passerelle.accounts.AccountDirectory;
import io.passerelle.accounts.SignInSlowed;
import io.passerelle.store.StoreState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells for modules below this one, which cannot: sign-in and the database. */
@Component
class NoticedEvents {

    private static final long HOUR_SECONDS = 3_600;

    private final Events events;
    private final AccountDirectory accounts;
    private final StoreState state;
    private final AtomicReference<StoreState.@Nullable Outage> told = new AtomicReference<>();

    NoticedEvents(Events events, AccountDirectory accounts, StoreState state) {
        this.events = events;
        this.accounts = accounts;
        this.state = state;
        state.onChange(this::storeChanged);
    }

    /** A name that is nobody's is not told: it would tell which names are somebody's. */
    @EventListener
    void signInSlowed(SignInSlowed slowed) {
        long hour = Instant.now().getEpochSecond() / HOUR_SECONDS;
        accounts.byLogin(slowed.login())
                .ifPresent(account ->
                        events.offer(
                                EventKind.ACCOUNT_SIGN_IN_SLOWED
                                        .of(account.organisationId(), account.id(), account.login())
                                        .with(EventField.LOGIN, account.login())
                                        .with(EventField.ADDRESS, slowed.address())
                                        .with(EventField.SECONDS, slowed.pause().toSeconds() + 1)
                                        .once(account.id() + " " + slowed.address() + " " + hour)));
    }

    private void storeChanged() {
        StoreState.Outage now = state.outage().orElse(null);
        StoreState.Outage before = told.getAndSet(now);
        if (now != null && before == null) {
            events.offer(
                    EventKind.STORE_AWAY
                            .of(null, "database", "")
                            .at(now.since())
                            .with(EventField.SINCE, now.since())
                            .with(EventField.REASON, now.reason()));
        } else if (now == null && before != null) {
            long seconds = Duration.between(before.since(), Instant.now()).toSeconds();
            events.offer(
                    EventKind.STORE_BACK
                            .of(null, "database", "")
                            .with(EventField.SECONDS, seconds));
        }
    }
}
