package io.passerelle.api;

import io.passerelle.accounts.Viewers;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** How requests become calls of controllers, and their answers bytes. */
@Configuration(proxyBeanMethods = false)
class ApiWeb implements WebMvcConfigurer {

    private final Viewers viewers;
    private final Cursors cursors;
    private final ApiSettings settings;
    private final Settled settled;
    private final JsonMapper json = ApiJson.mapper();

    ApiWeb(Viewers viewers, Cursors cursors, ApiSettings settings, Settled settled) {
        this.settled = settled;
        this.viewers = viewers;
        this.cursors = cursors;
        this.settings = settings;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ViewerResolver(viewers));
        resolvers.add(new ListRequestResolver(cursors));
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new ListedConverter(json, settings));
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new QueryGuard()).addPathPatterns("/api/v1/**");
        registry.addInterceptor(settled).addPathPatterns("/api/v1/**");
    }

    @Bean
    ApiPaths apiPaths(
            Problems problems,
            @Qualifier("resourceHandlerMapping") ObjectProvider<HandlerMapping> files) {
        return new ApiPaths(problems, files::getObject);
    }
}
