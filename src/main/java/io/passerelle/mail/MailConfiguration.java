package io.passerelle.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this node's mails go. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    MailTransport mailTransport(MailSettings settings) {
        return settings.isMailbox()
                ? (mail, text) -> new Delivery.Kept()
                : new SmtpTransport(settings);
    }
}
