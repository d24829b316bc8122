package io.passerelle.simulator;

import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.network.GatewaySettings;
import io.passerelle.simulator.store.DemoStore;
import io.passerelle.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Writes {@code demo.env}: the running demo's addresses and secrets, as variables a shell script
 * can source.
 */
@Component
public class DemoEnvironment {

    private static final String TOKEN = "API_TOKEN";

    private final StoreSettings store;
    private final GatewaySettings gateway;
    private final DemoStore demo;
    private final ApiTokens tokens;

    DemoEnvironment(
            StoreSettings store, GatewaySettings gateway, DemoStore demo, ApiTokens tokens) {
        this.store = store;
        this.gateway = gateway;
        this.demo = demo;
        this.tokens = tokens;
    }

    /**
     * Writes the file, readable by its owner only.
     *
     * @param portal the portal's address, without a path
     * @return where it is
     */
    public Path write(String portal) throws IOException {
        Path file = store.data().resolve("demo.env");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PORTAL_URL", portal);
        variables.put("API_URL", portal + "/api/v1");
        variables.put(TOKEN, token(file));
        variables.put("GATEWAY_ADDRESS", gateway.address().getHostAddress());
        variables.put("PORT_SHIFT", Integer.toString(gateway.portShift()));
        variables.put("RADIUS_SECRET", DemoPlan.RADIUS_SECRET);
        variables.put("OPERATOR_LOGIN", DemoPlan.OPERATOR);
        variables.put("OPERATOR_PASSWORD", DemoPlan.PASSWORD);
        variables.put("CUSTOMER_LOGIN", DemoPlan.CUSTOMER);
        variables.put("CUSTOMER_PASSWORD", DemoPlan.PASSWORD);
        var text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append("='").append(value).append("'\n"));
        replace(file, text.toString());
        return file;
    }

    // The token of the last start goes on being good; only its hash is in the database.
    private String token(Path file) throws IOException {
        Optional<String> last =
                last(file).filter(token -> tokens.authenticate(token, "127.0.0.1").isPresent());
        return last.isPresent() ? last.get() : issue();
    }

    private String issue() {
        UUID operator = demo.account(DemoPlan.OPERATOR).orElseThrow();
        Set<Right> rights =
                Stream.of(Right.values())
                        .filter(right -> right.isFor(OrganisationKind.OPERATOR))
                        .collect(Collectors.toUnmodifiableSet());
        return tokens.issue(operator, "demo.env", rights, null).token();
    }

    private static Optional<String> last(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String start = TOKEN + "='";
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(start) && line.endsWith("'"))
                .map(line -> line.substring(start.length(), line.length() - 1))
                .findFirst();
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
