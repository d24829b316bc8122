package io.passerelle.operators;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.operators.store.MobileOperatorStore;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.SecretBox;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mobile operators and the ways to them, managed by the operator's people (M2M-5). */
@Service
public class MobileOperators {

    /** The live topic that tells that one changed. */
    public static final String TOPIC = "mobile-operators";

    private static final String KIND = "mobile-operator";
    private static final int NAME_AT_MOST = 80;
    private static final int URL_AT_MOST = 500;
    private static final int DELAY_AT_MOST = 86_400;
    private static final int SECRET_AT_LEAST = 16;
    private static final int SECRET_AT_MOST = 128;

    private final MobileOperatorStore store;
    private final Audit audit;
    private final SecretBox box;
    private volatile Map<String, MobileOperator> byName = Map.of();

    MobileOperators(
            MobileOperatorStore store,
            Audit audit,
            SecretBox box,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.audit = audit;
        this.box = box;
        feed.on(
                "mobile_operator",
                () -> {
                    byName =
                            store.all().stream()
                                    .collect(
                                            Collectors.toUnmodifiableMap(
                                                    operator -> lower(operator.name()),
                                                    Function.identity()));
                    topics.topic(TOPIC).changed();
                });
    }

    /** The list; the operator's people see it. */
    public Listing<MobileOperator> listing() {
        return store.listing();
    }

    /** The operator of that name; a simulated one when nobody has told anything of it. */
    public MobileOperator named(String name) {
        MobileOperator known = byName.get(lower(name));
        return known == null ? MobileOperator.unknown(name) : known;
    }

    /** The names of those that were told of, in order; everybody may know them. */
    public List<String> names() {
        return byName.values().stream()
                .map(MobileOperator::name)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    /** One known operator, for what comes in from it. */
    public Optional<MobileOperator> byId(UUID id) {
        return byName.values().stream().filter(operator -> operator.id().equals(id)).findFirst();
    }

    /** The secret shared with an operator; empty when there is none. */
    public String secret(MobileOperator operator) {
        byte[] sealed = operator.sealedSecret();
        return sealed == null ? "" : box.open(sealed);
    }

    /** One of them. */
    public MobileOperator get(Viewer viewer, UUID id) {
        return store.all().stream()
                .filter(operator -> operator.id().equals(id) && viewer.isOperator())
                .findFirst()
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** Makes one. */
    @Transactional
    public MobileOperator create(Viewer viewer, MobileOperatorDraft draft) {
        require(viewer, "mobile-operator.create", draft.name());
        MobileOperator made = checked(draft, Ids.next(), Instant.now(), null, 1);
        try {
            store.insert(made);
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", made.name());
        }
        audit.done(viewer, "mobile-operator.create", KIND, made.id(), null, null, told(made));
        return made;
    }

    /** Changes one; {@link Conflict} when somebody else did since that version. */
    @Transactional
    public MobileOperator update(Viewer viewer, UUID id, int version, MobileOperatorDraft draft) {
        MobileOperator before = get(viewer, id);
        require(viewer, "mobile-operator.update", id);
        MobileOperator after =
                checked(draft, id, before.createdAt(), before.sealedSecret(), version);
        try {
            if (!store.update(after)) {
                throw new Conflict(KIND, id);
            }
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", after.name());
        }
        audit.done(viewer, "mobile-operator.update", KIND, id, null, told(before), told(after));
        return get(viewer, id);
    }

    /** Removes one: its cards' requests are simulated from then on. */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        MobileOperator before = get(viewer, id);
        require(viewer, "mobile-operator.delete", id);
        store.delete(id);
        audit.done(viewer, "mobile-operator.delete", KIND, id, null, told(before), null);
    }

    private void require(Viewer viewer, String action, Object id) {
        audit.require(viewer, Right.MANAGE_SIMS, action, KIND, id);
        if (!viewer.isOperator()) {
            throw new Forbidden(Right.MANAGE_SIMS.name());
        }
    }

    /** What the audit may know. */
    private static Map<String, Object> told(MobileOperator operator) {
        return Map.of(
                "name", operator.name(),
                "adapter", operator.adapter(),
                "delaySeconds", operator.delaySeconds(),
                "refuses", operator.refuses(),
                "url", operator.url());
    }

    private MobileOperator checked(
            MobileOperatorDraft draft,
            UUID id,
            Instant createdAt,
            byte @Nullable [] present,
            int version) {
        List<FieldError> errors = new ArrayList<>();
        String name = draft.name().strip();
        if (name.isEmpty()) {
            errors.add(FieldError.of("name", "required"));
        } else if (name.length() > NAME_AT_MOST) {
            errors.add(FieldError.of("name", "too.long", NAME_AT_MOST));
        }
        if (draft.delaySeconds() < 0 || draft.delaySeconds() > DELAY_AT_MOST) {
            errors.add(FieldError.of("delaySeconds", "number.range", 0, DELAY_AT_MOST));
        }
        String secret = draft.secret() == null ? "" : draft.secret();
        byte[] sealed = secret.isEmpty() ? present : box.seal(secret);
        if (draft.adapter() == AdapterKind.REST) {
            checkRest(draft.url().strip(), secret, sealed == null, errors);
        }
        Refused.ifAny(errors);
        return new MobileOperator(
                id,
                name,
                draft.adapter(),
                draft.delaySeconds(),
                draft.refuses(),
                draft.url().strip(),
                sealed,
                createdAt,
                version);
    }

    private static void checkRest(
            String url, String secret, boolean secretMissing, List<FieldError> errors) {
        if (url.isEmpty()) {
            errors.add(FieldError.of("url", "required"));
        } else if (url.length() > URL_AT_MOST) {
            errors.add(FieldError.of("url", "too.long", URL_AT_MOST));
        } else if (!isHttp(url)) {
            errors.add(FieldError.of("url", "operator.url", url));
        }
        boolean wrong = secret.length() < SECRET_AT_LEAST || secret.length() > SECRET_AT_MOST;
        if (secretMissing || !secret.isEmpty() && wrong) {
            errors.add(FieldError.of("secret", "operator.secret", SECRET_AT_LEAST, SECRET_AT_MOST));
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
