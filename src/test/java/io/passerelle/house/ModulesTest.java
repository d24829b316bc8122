package io.passerelle.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import io.passerelle.PasserelleApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/** Modules use only what they declare, and the picture in docs/architecture.md is the code's. */
class ModulesTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final String BEGIN =
            "<!-- modules: generated from the code, see ModulesTest -->";
    private static final String END = "<!-- end of modules -->";

    private static final ApplicationModules MODULES =
            ArchConfiguration.withThreadLocalScope(ModulesTest::ours);

    /**
     * Of other people's classes only those are read that say what Spring makes of ours: their
     * annotations stand on each other. The rest is known by name, which is all that is asked.
     */
    private static ApplicationModules ours(ArchConfiguration configuration) {
        configuration.setClassResolver(SelectedClassResolverFromClasspath.class);
        configuration.setClassResolverArguments("org.springframework", "com.vaadin.flow.spring");
        return ApplicationModules.of(PasserelleApplication.class);
    }

    @Test
    void modules_useOnlyWhatTheyDeclare() {
        MODULES.verify();
    }

    /**
     * Run with {@code -Dpasserelle.write=true} to write the page anew after a change of the
     * modules.
     */
    @Test
    void picture_isThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        String fresh = page.substring(0, begin) + BEGIN + "\n" + picture() + page.substring(end);
        if (Boolean.getBoolean("passerelle.write")) {
            Files.writeString(PAGE, fresh);
            return;
        }
        assertThat(page)
                .as(
                        "docs/architecture.md is old: ./test -Dtest=ModulesTest"
                                + " -Dpasserelle.write=true")
                .isEqualTo(fresh);
    }

    private static String picture() {
        var uses = new TreeMap<String, TreeSet<String>>();
        for (ApplicationModule module : MODULES) {
            var names = new TreeSet<String>();
            module
                    .getDirectDependencies(
                            MODULES, DependencyType.DEFAULT, DependencyType.USES_COMPONENT)
                    .stream()
                    .forEach(dependency -> names.add(name(dependency.getTargetModule())));
            names.remove(name(module));
            uses.put(name(module), names);
        }
        StringBuilder text = new StringBuilder("```mermaid\nflowchart BT\n");
        List<String> order =
                uses.keySet().stream()
                        .sorted(
                                Comparator.comparingInt((String n) -> uses.get(n).size())
                                        .thenComparing(n -> n))
                        .toList();
        order.forEach(name -> text.append("  ").append(name).append('\n'));
        uses.forEach((name, used) ->
                direct(name, uses)
                        .forEach(target ->
                                text.append("  ")
                                        .append(name)
                                        .append(" --> ")
                                        .append(target)
                                        .append('\n')));
        text.append("```\n\n| Module | Uses |\n|---|---|\n");
        uses.forEach((name, used) ->
                text.append("| `")
                        .append(name)
                        .append("` | ")
                        .append(
                                used.stream()
                                        .map(n -> "`" + n + "`")
                                        .collect(Collectors.joining(", ")))
                        .append(" |\n"));
        return text.append('\n').toString();
    }

    /** Arrows that other arrows already imply would hide the picture: they are in the table. */
    private static List<String> direct(String name, TreeMap<String, TreeSet<String>> uses) {
        return uses.get(name).stream()
                .filter(target ->
                        uses.get(name).stream()
                                .noneMatch(between ->
                                        !between.equals(target) && reaches(between, target, uses)))
                .toList();
    }

    private static boolean reaches(
            String from, String target, TreeMap<String, TreeSet<String>> uses) {
        return uses.getOrDefault(from, new TreeSet<>()).stream()
                .anyMatch(next -> next.equals(target) || reaches(next, target, uses));
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
