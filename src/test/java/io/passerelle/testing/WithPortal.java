package io.passerelle.testing;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** All of Passerelle with its portal, and nothing of the tests, whose classes lie beside it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = "io.passerelle") // where Vaadin looks for pages
@ComponentScan(
        basePackages = "io.passerelle",
        excludeFilters = {
            @Filter(type = FilterType.ANNOTATION, classes = SpringBootConfiguration.class),
            @Filter(
                    type = FilterType.REGEX,
                    pattern = {
                        "io\\.passerelle\\.(testing|stories|browser)\\..*",
                        "io\\.passerelle\\..*Test.*"
                    })
        })
class WithPortal {}
