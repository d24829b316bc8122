package io.passerelle.routing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.HostsFileEntriesProvider;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import io.passerelle.network.EventLoops;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the machine's DNS servers itself, because only so the TTL of an answer is known: that of the
 * shortest-lived record on the way, CNAMEs included. The hosts file comes first; what DNS says does
 * not exist is left to the machine's own way, which may know search domains and other sources.
 */
final class DnsLookup implements NameLookup, AutoCloseable {

    private static final List<DnsRecordType> TYPES = List.of(DnsRecordType.A, DnsRecordType.AAAA);
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final DnsNameResolver dns;
    private final boolean ofTheMachine;
    private final Supplier<Duration> timeout;
    private final NameLookup otherwise;

    /**
     * @param servers null for those of the machine
     * @param timeout how long a whole look-up may take; asked at each
     * @param otherwise asked for what DNS says does not exist
     */
    DnsLookup(
            EventLoops loops,
            @Nullable DnsServerAddressStreamProvider servers,
            Supplier<Duration> timeout,
            NameLookup otherwise) {
        this.timeout = timeout;
        this.otherwise = otherwise;
        this.ofTheMachine = servers == null;
        DnsNameResolverBuilder builder =
                new DnsNameResolverBuilder(loops.group().next())
                        .datagramChannelType(loops.datagramChannel())
                        .socketChannelType(loops.channel())
                        .queryTimeoutMillis(Math.max(100, timeout.get().toMillis() / 2))
                        .recursionDesired(true);
        if (servers != null) {
            builder.nameServerProvider(servers);
        }
        this.dns = builder.build();
    }

    @Override
    public Found lookup(String name) throws UnknownHostException {
        List<InetAddress> listed = inHostsFile(name);
        if (!listed.isEmpty()) {
            return new Found(listed, null);
        }
        if (ofTheMachine && !hasServers()) {
            return otherwise.lookup(name);
        }
        String absolute = name.endsWith(".") ? name : name + ".";
        List<Future<AddressedEnvelope<DnsResponse, InetSocketAddress>>> asked =
                TYPES.stream()
                        .map(type -> dns.query(new DefaultDnsQuestion(absolute, type)))
                        .toList();
        Answers answers = new Answers(name);
        asked.forEach(question -> answers.take(question, timeout.get()));
        return answers.isNothingThere() ? otherwise.lookup(name) : answers.found();
    }

    /** Without, the library would ask somebody on the Internet whom nobody has chosen. */
    private static boolean hasServers() {
        try {
            return Files.readAllLines(RESOLV_CONF).stream()
                    .anyMatch(line -> line.strip().startsWith("nameserver"));
        } catch (IOException none) {
            return false;
        }
    }

    /** Read each time: somebody may have edited it. */
    private static List<InetAddress> inHostsFile(String name) {
        HostsFileEntriesProvider file = HostsFileEntriesProvider.parser().parseSilently();
        List<InetAddress> found = new ArrayList<>();
        found.addAll(file.ipv4Entries().getOrDefault(name, List.of()));
        found.addAll(file.ipv6Entries().getOrDefault(name, List.of()));
        return found;
    }

    @Override
    public void close() {
        dns.close();
    }

    /** What the answers to one look-up come to. */
    private static final class Answers {

        private final String name;
        private final List<InetAddress> ipv4 = new ArrayList<>();
        private final List<InetAddress> ipv6 = new ArrayList<>();
        private long ttl = Long.MAX_VALUE;
        private boolean failed;

        Answers(String name) {
            this.name = name;
        }

        void take(
                Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> question,
                Duration patience) {
            if (!question.awaitUninterruptibly(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                question.cancel(false);
                failed = true;
                return;
            }
            AddressedEnvelope<DnsResponse, InetSocketAddress> envelope = question.getNow();
            if (envelope == null) {
                failed = true;
                return;
            }
            try {
                read(envelope.content());
            } finally {
                envelope.release();
            }
        }

        private void read(DnsResponse response) {
            DnsResponseCode code = response.code();
            boolean answered =
                    code.equals(DnsResponseCode.NOERROR) || code.equals(DnsResponseCode.NXDOMAIN);
            failed |= !answered;
            for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
                DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
                ttl = Math.min(ttl, record.timeToLive());
                if (record instanceof DnsRawRecord raw && TYPES.contains(record.type())) {
                    address(raw.content());
                }
            }
        }

        private void address(ByteBuf content) {
            byte[] bytes = new byte[content.readableBytes()];
            content.getBytes(content.readerIndex(), bytes);
            try {
                InetAddress address = InetAddress.getByAddress(bytes);
                (address instanceof Inet4Address ? ipv4 : ipv6).add(address);
            } catch (UnknownHostException e) {
                failed = true; // not as long as an address
            }
        }

        /** DNS has spoken, and there is no such name, or no address. */
        boolean isNothingThere() {
            return ipv4.isEmpty() && ipv6.isEmpty() && !failed;
        }

        /** One of two questions without an answer does not make the other's answer wrong. */
        Found found() throws UnknownHostException {
            List<InetAddress> all = new ArrayList<>(ipv4);
            all.addAll(ipv6);
            if (all.isEmpty()) {
                throw new UnknownHostException(name);
            }
            return new Found(all, Duration.ofSeconds(ttl));
        }
    }
}
