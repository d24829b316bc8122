package io.passerelle;

import io.passerelle.store.TemporaryFiles;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has forms with files lie where all files lie that people send, also before anybody reads them.
 */
@Configuration(proxyBeanMethods = false)
class WebFiles {

    @Bean
    MultipartConfigElement multipart(MultipartProperties properties, TemporaryFiles files) {
        properties.setLocation(files.folder().toString());
        return properties.createMultipartConfig();
    }
}
