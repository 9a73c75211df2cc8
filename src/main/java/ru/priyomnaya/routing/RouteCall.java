package ru.priyomnaya.routing;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.springframework.stereotype.Service;

/** Sets a route of kind {@code direct:} going. */
@Service
public class RouteCall {
    private final ProducerTemplate camel;

    public RouteCall(ProducerTemplate camel) {
        this.camel = camel;
    }

    /** Waits until the route has done its work; false when there is no such route: IT may have taken it away. */
    public boolean to(String route) {
        try {
            camel.sendBody("direct:" + route, "");
            return true;
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof DirectConsumerNotAvailableException) {
                return false;
            }
            throw e;
        }
    }
}
