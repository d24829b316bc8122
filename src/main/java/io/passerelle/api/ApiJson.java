package io.passerelle.api;

import java.net.InetAddress;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * JSON as the API speaks it: a property nobody knows, a name given twice or text behind the
 * document is an error and never dropped in silence; instants are ISO 8601 in UTC; nulls are
 * written.
 */
final class ApiJson {

    private ApiJson() {}

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .addModule(new SimpleModule().addSerializer(new AddressLiteral()))
                .build();
    }

    /** Jackson's own way would write a host name where there is one. */
    private static final class AddressLiteral extends StdSerializer<InetAddress> {

        AddressLiteral() {
            super(InetAddress.class);
        }

        @Override
        public void serialize(
                InetAddress value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.getHostAddress());
        }
    }
}
