package ru.priyomnaya.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Asks whether somebody may call before anything of the call is read. {@code @PreAuthorize} alone speaks after the arguments have
 * been bound: who may not call would learn from a 400 how to call.
 */
@Component
class RolesFirst implements HandlerInterceptor, WebMvcConfigurer {
    private final PreAuthorizeAuthorizationManager rules = new PreAuthorizeAuthorizationManager();

    RolesFirst(@Lazy RoleHierarchy hierarchy) {
        var expressions = new DefaultMethodSecurityExpressionHandler();
        var managers = new DefaultAuthorizationManagerFactory<MethodInvocation>();
        managers.setRoleHierarchy(hierarchy);
        expressions.setAuthorizationManagerFactory(managers);
        rules.setExpressionHandler(expressions);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // The end of a stream is no new call.
        if (handler instanceof HandlerMethod called && request.getDispatcherType() == DispatcherType.REQUEST) {
            var decision = rules.authorize(
                    () -> SecurityContextHolder.getContext().getAuthentication(),
                    new SimpleMethodInvocation(called.getBean(), called.getMethod()));
            if (decision != null && !decision.isGranted()) {
                throw new AuthorizationDeniedException("Access Denied", decision);
            }
        }
        return true;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }
}
