package vn.portalaudit.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;

/** What holds for all operations: allowances, pages, ETags. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {
  private static final int REQUESTS = 300;
  private static final Duration IN = Duration.ofMinutes(1);
  private final InstantSource clock;

  ApiConfiguration(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new ApiGuard(new Allowances(REQUESTS, IN, clock)))
        .addPathPatterns("/api/**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new Slices());
  }

  /** What is sent is taken as it is described, or not at all. */
  @Bean
  JsonMapperBuilderCustomizer strict() {
    return builder ->
        builder
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  /** A digest of each answer; weak, since answers are compressed on their way. */
  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
    ShallowEtagHeaderFilter filter = new ShallowEtagHeaderFilter();
    filter.setWriteWeakETag(true);
    FilterRegistrationBean<ShallowEtagHeaderFilter> etags = new FilterRegistrationBean<>(filter);
    etags.addUrlPatterns("/api/*");
    return etags;
  }

  private static final class Slices implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Slice.class;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest web,
        @Nullable WebDataBinderFactory binders) {
      HttpServletRequest request =
          Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
      Input input = new Input();
      int page = number(input, request, Slice.NUMBER, 1, Slice.LAST);
      int size = number(input, request, Slice.SIZE, Slice.STANDARD, Slice.MOST);
      input.done();
      return new Slice(page, size, request.getRequestURI(), request.getQueryString());
    }

    private static int number(
        Input input, HttpServletRequest request, String name, int standard, int most) {
      String given = request.getParameter(name);
      if (given == null) {
        return standard;
      }
      int number = given.matches("[0-9]{1,6}") ? Integer.parseInt(given) : 0;
      input.check(
          number >= 1 && number <= most,
          name,
          "Số nguyên từ 1 đến " + most + ".",
          "A whole number from 1 to " + most + ".");
      return number;
    }
  }
}
