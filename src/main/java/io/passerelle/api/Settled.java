package io.passerelle.api;

import io.passerelle.store.ChangeFeed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Answers a change only when this node's snapshots have it: a program that makes a group and a
 * route for it in the next breath must find the group, and a route is in force when its answer
 * arrives. Waits some milliseconds; a node that is slower answers without.
 */
@RestControllerAdvice
class Settled implements ResponseBodyAdvice<Object>, HandlerInterceptor {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String DONE = Settled.class.getName();

    private final ChangeFeed feed;

    Settled(ChangeFeed feed) {
        this.feed = feed;
    }

    /** Waits, once per request, unless the change is not committed yet. */
    void await(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        boolean open = TransactionSynchronizationManager.isActualTransactionActive();
        if (!reads && !open && request.getAttribute(DONE) == null) {
            request.setAttribute(DONE, DONE);
            feed.catchUp(PATIENCE);
        }
    }

    @Override
    public boolean supports(
            MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return !method.hasMethodAnnotation(ExceptionHandler.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest servlet) {
            await(servlet.getServletRequest());
        }
        return body;
    }

    /** For answers without a body. */
    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView view) {
        await(request);
    }
}
