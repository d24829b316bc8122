package io.passerelle;

import io.passerelle.sims.SimReading;
import io.passerelle.store.StoreAhead;
import io.passerelle.store.StoreSettings;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * What a start begins as soon as the settings are known: the parts of the application are put
 * together by one thread, and what takes longest needs none of them.
 */
final class Ahead {

    private Ahead() {}

    /** Begins it, and has it ended after everything else. */
    static void begin(ConfigurableListableBeanFactory parts) {
        StoreAhead store = StoreAhead.begin(parts.getBean(StoreSettings.class));
        parts.registerSingleton("storeAhead", store);
        ((DefaultSingletonBeanRegistry) parts).registerDisposableBean("storeAhead", store::close);
        parts.registerSingleton("simReading", SimReading.begin(store));
        beginWith("sessionUpkeep", (BeanDefinitionRegistry) parts);
    }

    /** Parts are made in the order of their names in here, and what they need before them. */
    private static void beginWith(String part, BeanDefinitionRegistry parts) {
        var first = new RootBeanDefinition(Object.class);
        first.setDependsOn(part);
        parts.registerBeanDefinition("first", first);
    }
}
