package io.passerelle.operators;

import io.passerelle.sims.NewCard;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** An operator that is not there: it takes everything, and confirms or refuses it after a while. */
@Component
final class SimulatedOperator implements OperatorAdapter {

    /** So many cards, and one more, before two might get the same number. */
    private static final long NUMBERS = 100_000_000_000L;

    @Override
    public AdapterKind kind() {
        return AdapterKind.SIMULATED;
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public Handed hand(SimRequest request, MobileOperator operator) {
        if (request.state() == RequestState.PENDING && operator.delaySeconds() > 0) {
            return new Handed.Taken("", Duration.ofSeconds(operator.delaySeconds()));
        }
        return operator.refuses()
                ? new Handed.Answered(false, Reason.of("SIMULATED"), NewCard.UNKNOWN)
                : new Handed.Answered(true, Reason.NONE, made(request));
    }

    /**
     * The card that comes when nobody named one: of the test network 999 99, with numbers made of
     * the request's identifier, so that looking twice does not make two.
     */
    private static NewCard made(SimRequest request) {
        if (request.action() != SimAction.REPLACE || !request.newCard().iccid().isEmpty()) {
            return NewCard.UNKNOWN;
        }
        long number = Math.floorMod(request.id().getLeastSignificantBits(), NUMBERS);
        String digits = "8999999" + "%011d".formatted(number);
        String imsi = "99999" + "%010d".formatted(number % (NUMBERS / 10));
        return new NewCard(digits + checkDigit(digits), imsi, "");
    }

    /** ITU-T E.118: the Luhn digit. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return (10 - sum % 10) % 10;
    }
}
