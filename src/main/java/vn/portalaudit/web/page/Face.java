package vn.portalaudit.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;
import vn.portalaudit.report.PageTemplates;
import vn.portalaudit.store.AccountStore;

/** How handlers get their parameters and templates become pages. */
@Configuration(proxyBeanMethods = false)
class Face implements WebMvcConfigurer {
  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new Parameters());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new NoticesOnTheWay());
  }

  @Bean
  Assets assets() {
    return new Assets();
  }

  @Bean
  Menu menu(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
    return new Menu(routes);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ViewResolver pageViews(
      Assets assets,
      ObjectProvider<Menu> menu,
      ObjectProvider<Unseen> unseen,
      ObjectProvider<AccountStore> accounts) {
    PageTemplates templates = new PageTemplates("web", "macros.html.vm");
    return (name, locale) -> {
      if (name.startsWith("redirect:")) {
        RedirectView redirect = new RedirectView(name.substring("redirect:".length()));
        redirect.setExposeModelAttributes(false);
        redirect.setStatusCode(org.springframework.http.HttpStatus.SEE_OTHER);
        return redirect;
      }
      return new PageView(
          name, templates, menu.getObject(), assets, unseen.getObject(), accounts.getObject());
    };
  }

  /** What is said after something was done waits for the page to which the browser is sent. */
  private static final class NoticesOnTheWay implements HandlerInterceptor {
    @Override
    public void postHandle(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable ModelAndView answer) {
      if (answer != null && String.valueOf(answer.getViewName()).startsWith("redirect:")) {
        Object notice = answer.getModel().get(Screen.NOTICE);
        if (notice != null) {
          RequestContextUtils.getOutputFlashMap(request).put(Screen.NOTICE, notice);
        }
      }
    }
  }
}
