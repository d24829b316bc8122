package io.passerelle.accounts;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Hears of sessions that end by themselves. */
@Component
class SessionEnds implements HttpSessionListener {

    private final ObjectProvider<PortalSessions> sessions;

    // by a provider: the web server asks for its listeners before there is a database
    SessionEnds(ObjectProvider<PortalSessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Object context =
                event.getSession()
                        .getAttribute(
                                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        if (context instanceof SecurityContext security
                && security.getAuthentication() != null
                && security.getAuthentication().getPrincipal() instanceof SignedIn signedIn
                && signedIn.sessionId() != null) {
            sessions.getObject().closed(signedIn.sessionId());
        }
    }
}
