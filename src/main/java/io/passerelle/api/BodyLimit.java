package io.passerelle.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bodies have a greatest length: {@link ApiSettings#bodyKilobytes}, and for files {@link
 * ApiSettings#importMegabytes}. Longer ones get 413, also when they come in pieces without a
 * length.
 */
final class BodyLimit extends OncePerRequestFilter {

    /** Where requests with a file of rows end. */
    static final String IMPORT = "/import";

    /** Where requests with any other file end. */
    private static final String FILE = "/file";

    private final Problems problems;
    private final long body;
    private final long file;

    BodyLimit(Problems problems, ApiSettings settings) {
        this.problems = problems;
        this.body = settings.bodyKilobytes() * 1_024L;
        this.file = settings.importMegabytes() * 1_048_576L;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        long most = path.endsWith(IMPORT) || path.endsWith(FILE) ? file : body;
        if (request.getContentLengthLong() > most) {
            problems.write(problem(most), request, response);
            return;
        }
        chain.doFilter(new Limited(request, most), response);
    }

    private static ApiProblem problem(long most) {
        return ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", most);
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long most;

        Limited(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final long most;
        private long left;

        Counted(ServletInputStream in, long most) {
            this.in = in;
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int number = in.read(bytes, offset, length);
            count(Math.max(0, number));
            return number;
        }

        private void count(int number) {
            left -= number;
            if (left < 0) {
                throw problem(most);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
