package io.passerelle.testing;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * All of Passerelle but its portal, whose start needs a bundle that a quick build does not make.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "com.vaadin.flow.spring.SpringBootAutoConfiguration",
            "com.vaadin.flow.spring.SpringSecurityAutoConfiguration",
            "com.vaadin.flow.spring.VaadinScopesConfig"
        })
@ComponentScan(
        basePackages = "io.passerelle",
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "io\\.passerelle\\.([a-z]+\\.)?portal\\..*",
                            "io\\.passerelle\\.PasserelleApplication",
                            "io\\.passerelle\\.(testing|stories|browser)\\..*",
                            "io\\.passerelle\\..*Test.*"
                        }))
public class WithoutPortal {}
