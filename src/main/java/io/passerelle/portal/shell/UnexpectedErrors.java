package io.passerelle.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.store.StoreFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to exceptions no page expected: a refusal is told, a bug is logged under a number
 * the person is given.
 */
final class UnexpectedErrors implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

    @Override
    public void error(ErrorEvent event) {
        switch (event.getThrowable()) {
            case Refused refusal -> tell(Notices.reason(refusal));
            case NotFound refusal -> tell(Notices.reason(refusal));
            case Forbidden refusal -> tell(Notices.reason(refusal));
            case Conflict refusal -> tell(Notices.reason(refusal));
            case Throwable away when StoreFaults.isAway(away) -> {
                LOG.warn("the database is away: {}", away.toString());
                tell(Texts.text("kit.store.failed"));
            }
            case NullPointerException gone when isOfClosedPush(gone) ->
                    LOG.debug("a push connection was closed while it was read", gone);
            case Throwable bug -> {
                String reference = Ids.next().toString().substring(24);
                LOG.error("unexpected error {}", reference, bug);
                tell(Texts.text("kit.unexpected", reference));
            }
        }
    }

    /**
     * Flow asks the request of a push connection for its session, which Atmosphere has taken out of
     * the request when the browser closed the connection in that moment.
     */
    private static boolean isOfClosedPush(NullPointerException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0
                && trace[0].getClassName().equals("org.atmosphere.cpr.AtmosphereRequestImpl");
    }

    private static void tell(String text) {
        if (UI.getCurrent() != null) {
            Notices.failed(text);
        }
    }
}
