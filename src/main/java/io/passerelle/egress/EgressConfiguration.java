package io.passerelle.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.egress.store.EgressLinkStore;
import io.passerelle.egress.store.LinkStateStore;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.SteadyClock;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.Trial;
import io.passerelle.store.ChangeFeed;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The links in force, kept fresh by the change feed, and who watches them. */
@Configuration(proxyBeanMethods = false)
class EgressConfiguration {

    @Bean
    Ways ways(
            GatewaySettings gateway,
            EgressLinkStore store,
            ChangeFeed feed,
            LiveTopics topics,
            MeterRegistry registry) {
        Ways ways = new Ways(gateway.node());
        LinkMeters meters = new LinkMeters(registry, ways);
        LiveTopics.Topic topic = topics.topic(EgressLinks.TOPIC);
        feed.on(
                "egress_link",
                () -> {
                    List<EgressLink> links = store.all();
                    meters.follow(links);
                    ways.replace(links, meters::of, SteadyClock.ofTheProcess().instant());
                    topic.changed();
                });
        return ways;
    }

    @Bean
    Trial trial(EventLoops loops) {
        return new Trial(loops);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    LinkWatch linkWatch(
            Ways ways,
            Trial trial,
            LinkStateStore store,
            GatewaySettings gateway,
            LiveTopics topics) {
        return new LinkWatch(
                ways,
                trial,
                Devices::now,
                SteadyClock.ofTheProcess(),
                topics.topic(EgressLinks.TOPIC),
                new LinkNews(store::tell, gateway.node()));
    }
}
