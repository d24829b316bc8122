package io.passerelle.events;

/**
 * What an event's data may tell. Its meaning in words is the bundle key {@code events.field.<id>}.
 */
public enum EventField {
    /** The number of a SIM card. */
    ICCID("iccid", Type.TEXT),
    /** The status before. */
    FROM("from", Type.TEXT),
    /** The status after. */
    TO("to", Type.TEXT),
    /** Why, in the words of whoever decided. */
    REASON("reason", Type.TEXT),
    /** A request to a mobile operator. */
    REQUEST("request", Type.ID),
    /** What was asked for. */
    ACTION("action", Type.TEXT),
    /** The mobile operator. */
    OPERATOR("operator", Type.TEXT),
    /** How many. */
    COUNT("count", Type.NUMBER),
    /** A RADIUS session. */
    SESSION("session", Type.ID),
    /** An IP address. */
    ADDRESS("address", Type.TEXT),
    /** Bytes from the terminal. */
    OCTETS_IN("octetsIn", Type.NUMBER),
    /** Bytes to the terminal. */
    OCTETS_OUT("octetsOut", Type.NUMBER),
    /** The name of an access point. */
    ACCESS_POINT("accessPoint", Type.TEXT),
    /** A server and its port. */
    DESTINATION("destination", Type.TEXT),
    /** A group of SIM cards. */
    GROUP("group", Type.ID),
    /** A port of the gateway. */
    PORT("port", Type.NUMBER),
    /** The label people gave. */
    LABEL("label", Type.TEXT),
    /** A user name. */
    LOGIN("login", Type.TEXT),
    /** Rights, by name. */
    RIGHTS("rights", Type.TEXTS),
    /** Since when. */
    SINCE("since", Type.TIME),
    /** For how many seconds. */
    SECONDS("seconds", Type.NUMBER),
    /** A release of Passerelle. */
    VERSION("version", Type.TEXT),
    /** An alert. */
    ALERT("alert", Type.ID),
    /** The name of a rule. */
    RULE("rule", Type.TEXT),
    /** What a rule looks at. */
    CONDITION("condition", Type.TEXT),
    /** What was measured. */
    VALUE("value", Type.NUMBER),
    /** What it was compared with. */
    THRESHOLD("threshold", Type.NUMBER);

    /** How a field is written as JSON. */
    public enum Type {
        /** A text. */
        TEXT("string"),
        /** Texts. */
        TEXTS("array of strings"),
        /** A UUID. */
        ID("string, UUID"),
        /** A whole number. */
        NUMBER("number"),
        /** True or false. */
        TRUTH("boolean"),
        /** A moment, ISO 8601. */
        TIME("string, ISO 8601");

        private final String json;

        Type(String json) {
            this.json = json;
        }

        /** What programs find, in words. */
        public String json() {
            return json;
        }
    }

    private final String id;
    private final Type type;

    EventField(String id, Type type) {
        this.id = id;
        this.type = type;
    }

    /** Its name in JSON. */
    public String id() {
        return id;
    }

    /** How it is written. */
    public Type type() {
        return type;
    }
}
