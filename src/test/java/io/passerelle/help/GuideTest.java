package io.passerelle.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.portal.MessageBundles;
import io.passerelle.portal.PortalPage;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimStatus;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/**
 * The user guide in both languages: the same chapters, every picture there, every page of the
 * portal named, and the tables of a card's life those of the code (HELP-1, M2M-2, M2M-3).
 */
class GuideTest {

    private static final Path GUIDE = Path.of("docs/guide");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^include::[a-z]+/(\\S+)\\[\\]$");
    private static final Pattern PICTURE = Pattern.compile("(?m)^image::([^\\[]+)\\[");
    private static final Pattern ANCHOR = Pattern.compile("(?m)^\\[#(\\S+)\\]$");
    private static final Pattern HEADING = Pattern.compile("(?m)^(=+) ");

    private final MessageBundles texts = new MessageBundles();

    @Test
    void bothLanguages_haveTheSameChaptersPlacesAndPictures() throws IOException {
        for (Pattern what : List.of(INCLUDE, PICTURE, ANCHOR, HEADING)) {
            assertThat(found("fr", what)).as(what.pattern()).isEqualTo(found("en", what));
        }
        assertThat(found("fr", INCLUDE)).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everyPicture_isThereAndIsUsed(String language) throws IOException {
        var there = new TreeSet<String>();
        try (Stream<Path> files = Files.list(GUIDE.resolve("images").resolve(language))) {
            files.forEach(file -> there.add(file.getFileName().toString()));
        }
        assertThat(there).isEqualTo(new TreeSet<>(found(language, PICTURE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everyPageOfThePortal_isNamedAtAPlaceOfItsOwn(String language) throws IOException {
        List<String> anchors = found(language, ANCHOR);
        String text = text(language);
        for (String page : pages()) {
            assertThat(anchors).contains("page-" + page.replace('.', '-'));
            assertThat(text).contains(texts.getTranslation(page + ".title", Locale.of(language)));
        }
    }

    /** Run with {@code -Dpasserelle.write=true} to write the tables anew after a change. */
    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void tablesOfACardsLife_areThoseOfTheCode(String language) throws IOException {
        Path file = GUIDE.resolve(language).resolve("_lifecycle-tables.adoc");
        String fresh = statuses(language) + "\n" + actions(language);
        if (Boolean.getBoolean("passerelle.write")) {
            Files.writeString(file, fresh);
            return;
        }
        assertThat(file).as("run GuideTest with -Dpasserelle.write=true").hasContent(fresh);
    }

    private String statuses(String language) {
        boolean french = language.equals("fr");
        String head =
                french
                        ? "| Statut | S’enregistre | Garde son adresse | Garde son nom | A des routes\n"
                        : "| Status | Signs on | Keeps its address | Keeps its name | Has routes\n";
        return "[cols=\"3,2,2,2,2\",options=\"header\"]\n|===\n"
                + head
                + Arrays.stream(SimStatus.values())
                        .map(status ->
                                "| %s | %s | %s | %s | %s\n"
                                        .formatted(
                                                word("sims.status." + status, language),
                                                mark(status.admitsSignOn(), french),
                                                mark(status.keepsAddress(), french),
                                                mark(status.keepsDynamicName(), french),
                                                mark(status.keepsRoutes(), french)))
                        .collect(Collectors.joining())
                + "|===\n";
    }

    private String actions(String language) {
        boolean french = language.equals("fr");
        return "[cols=\"2,1,3\",options=\"header\"]\n|===\n"
                + (french
                        ? "| Action | Menu | Possible en statut\n"
                        : "| Action | Menu | Possible in status\n")
                + Arrays.stream(SimAction.values())
                        .filter(action -> !in(action).isEmpty())
                        .map(action ->
                                "| %s | _%s_ | %s\n"
                                        .formatted(
                                                word("sims.sims.action." + key(action), language),
                                                menu(action, language),
                                                where(action, language)))
                        .collect(Collectors.joining())
                + "|===\n";
    }

    private String menu(SimAction action, String language) {
        boolean edits = action.menu() == SimAction.Menu.EDIT;
        return word(edits ? "kit.list.edit" : "kit.list.windows", language);
    }

    private String where(SimAction action, String language) {
        boolean french = language.equals("fr");
        List<SimStatus> in = in(action);
        List<SimStatus> not = new ArrayList<>(List.of(SimStatus.values()));
        not.removeAll(in);
        if (not.isEmpty()) {
            return french ? "tous" : "all";
        }
        if (not.size() == 1) {
            String one = word("sims.status." + not.getFirst(), language);
            return (french ? "tous sauf " : "all but ") + one;
        }
        return in.stream()
                .map(status -> word("sims.status." + status, language))
                .collect(Collectors.joining(", "));
    }

    private static List<SimStatus> in(SimAction action) {
        return Arrays.stream(SimStatus.values()).filter(action::fits).toList();
    }

    /** {@code DRY_RUN} is {@code dryRun} in bundles. */
    private static String key(SimAction action) {
        String lower = action.name().toLowerCase(Locale.ROOT);
        return Pattern.compile("_(.)")
                .matcher(lower)
                .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }

    private String word(String key, String language) {
        assertThat(texts.has(key, Locale.of(language))).as(key).isTrue();
        return texts.getTranslation(key, Locale.of(language));
    }

    private static String mark(boolean yes, boolean french) {
        return yes ? french ? "oui" : "yes" : french ? "non" : "no";
    }

    /** What stands in the guide, chapter by chapter. */
    private static List<String> found(String language, Pattern what) throws IOException {
        return what.matcher(text(language)).results().map(GuideTest::one).toList();
    }

    private static String one(MatchResult result) {
        return result.group(1);
    }

    private static String text(String language) throws IOException {
        String master = Files.readString(GUIDE.resolve("passerelle-" + language + ".adoc"));
        var text = new StringBuilder(master);
        for (MatchResult include : INCLUDE.matcher(master).results().toList()) {
            text.append(Files.readString(GUIDE.resolve(language).resolve(include.group(1))));
        }
        return text.toString();
    }

    /** The names of all pages that modules bring to the portal. */
    private static List<String> pages() {
        var names = new TreeSet<String>();
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        scanner.findCandidateComponents("io.passerelle").stream()
                .filter(found -> found.getBeanClassName().endsWith("Pages"))
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .forEach(type ->
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> method.getReturnType() == PortalPage.class)
                                .map(GuideTest::page)
                                .forEach(page -> names.add(page.name())));
        assertThat(names).hasSizeGreaterThan(20);
        return List.copyOf(names);
    }

    private static PortalPage page(Method bean) {
        try {
            var constructor = bean.getDeclaringClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            bean.setAccessible(true);
            Object[] arguments =
                    Arrays.stream(bean.getParameterTypes()).map(Mockito::mock).toArray();
            return (PortalPage) bean.invoke(constructor.newInstance(), arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
