package io.passerelle.api;

import io.passerelle.accounts.Viewers;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** How requests become calls of controllers, and their answers bytes. */
@Configuration(proxyBeanMethods = false)
class ApiWeb implements WebMvcConfigurer {

    private final Viewers viewers;
    private final Cursors cursors;
    private final ApiSettings settings;
    private final JsonMapper json = ApiJson.mapper();

    ApiWeb(Viewers viewers, Cursors cursors, ApiSettings settings) {
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
    }

    /** Behind the controllers, before the portal: an unknown path below /api is no page. */
    @Bean
    SimpleUrlHandlerMapping unknownApiPaths(Problems problems) {
        HttpRequestHandler unknown =
                (request, response) ->
                        problems.write(
                                ApiProblem.of(HttpStatus.NOT_FOUND, "path"), request, response);
        return new SimpleUrlHandlerMapping(Map.of("/api", unknown, "/api/**", unknown), 1);
    }
}
