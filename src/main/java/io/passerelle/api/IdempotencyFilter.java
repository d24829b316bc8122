package io.passerelle.api;

import io.passerelle.accounts.Viewers;
import io.passerelle.api.IdempotentAnswers.Answer;
import io.passerelle.store.StoreFaults;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes creates safe to repeat (draft-ietf-httpapi-idempotency-key-header): the key, what was
 * created and the answer are committed in one transaction, so that whoever lost an answer, to the
 * network or to a crash, asks again and gets it, and nothing exists twice. A second request with
 * the same key waits for the first. Refusals are not kept: the repaired request may use the key
 * again.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    /** The header that carries the key. */
    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int SWEEP_EVERY = 1_000;

    private final IdempotentAnswers answers;
    private final Viewers viewers;
    private final Problems problems;
    private final TransactionTemplate transaction;
    private final Settled settled;
    private final AtomicLong used = new AtomicLong();

    IdempotencyFilter(
            IdempotentAnswers answers,
            Viewers viewers,
            Problems problems,
            PlatformTransactionManager transactions,
            Settled settled) {
        this.settled = settled;
        this.answers = answers;
        this.viewers = viewers;
        this.problems = problems;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        boolean file = request.getRequestURI().endsWith(BodyLimit.IMPORT);
        if (!request.getMethod().equals("POST") || file || !KEY.matcher(key).matches()) {
            problems.write(
                    ApiProblem.of(HttpStatus.BAD_REQUEST, "idempotency-key"), request, response);
            return;
        }
        Optional<ApiProblem> problem;
        try {
            if (used.incrementAndGet() % SWEEP_EVERY == 1) {
                answers.dropOld();
            }
            var once = new Once(viewers.current().accountId(), key, new BufferedBody(request));
            problem = once.answer(response, chain);
        } catch (ApiProblem e) {
            problem = Optional.of(e); // a body that is too long
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (NestedRuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                throw e;
            }
            problem = Optional.of(ProblemAdvice.storeProblem(e));
        }
        if (problem.isPresent()) {
            problems.write(problem.get(), request, response);
        }
    }

    private final class Once {

        private final UUID account;
        private final String key;
        private final BufferedBody request;
        private final byte[] hash;

        Once(UUID account, String key, BufferedBody request) {
            this.account = account;
            this.key = key;
            this.request = request;
            this.hash = hash(request);
        }

        Optional<ApiProblem> answer(HttpServletResponse response, FilterChain chain)
                throws IOException {
            var buffered = new ContentCachingResponseWrapper(response);
            Boolean served = transaction.execute(status -> serve(buffered, chain, status));
            if (Boolean.TRUE.equals(served)) {
                settled.await(request);
                buffered.copyBodyToResponse(); // only now: what it tells of is committed
                return Optional.empty();
            }
            return repeat(response);
        }

        /** False when the key was used before. */
        private boolean serve(
                ContentCachingResponseWrapper response,
                FilterChain chain,
                TransactionStatus status) {
            if (!answers.take(account, key, hash)) {
                return false;
            }
            try {
                chain.doFilter(request, response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            }
            if (response.getStatus() >= 300 || status.isRollbackOnly()) {
                status.setRollbackOnly();
                return true;
            }
            String body = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
            answers.keep(
                    account,
                    key,
                    new Answer(hash, response.getStatus(), body, response.getHeader("Location")));
            return true;
        }

        private Optional<ApiProblem> repeat(HttpServletResponse response) throws IOException {
            @Nullable Answer kept = answers.find(account, key).orElse(null);
            if (kept == null) {
                return Optional.of(ApiProblem.of(HttpStatus.CONFLICT, "idempotency-busy"));
            }
            if (!MessageDigest.isEqual(kept.requestHash(), hash)) {
                return Optional.of(
                        ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-other"));
            }
            response.setStatus(kept.status());
            response.setContentType("application/json");
            response.setHeader("Idempotency-Replayed", "true");
            if (kept.location() != null) {
                response.setHeader("Location", kept.location());
            }
            response.getOutputStream().write(kept.body().getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        }
    }

    private static byte[] hash(BufferedBody request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String target = request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            return digest.digest(request.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }
}
