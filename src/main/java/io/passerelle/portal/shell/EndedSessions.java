package io.passerelle.portal.shell;

import io.passerelle.accounts.Viewers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at every request of a browser, a page as well as a click in one that was open before: when
 * the session was ended from elsewhere, or the account or its organisation was disabled, the
 * session goes and the request is a stranger's. Nothing a page captured while it could be used is
 * done.
 */
final class EndedSessions extends OncePerRequestFilter {

    private final Viewers viewers;
    private final SecurityContextLogoutHandler end = new SecurityContextLogoutHandler();

    EndedSessions(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (viewers.isOver()) {
            end.logout(request, response, SecurityContextHolder.getContext().getAuthentication());
        }
        chain.doFilter(request, response);
    }
}
