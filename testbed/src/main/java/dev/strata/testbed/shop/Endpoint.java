package dev.strata.testbed.shop;

import dev.strata.testbed.exposition.Labels;

/** One kind of answer of a service, which is one set of label values of its request timer. */
enum Endpoint {
    ORDER_PLACED("POST", "/api/orders", "201", "SUCCESS", "none"),
    ORDER_DECLINED("POST", "/api/orders", "402", "CLIENT_ERROR", "none"),
    ORDER_REFUSED("POST", "/api/orders", "422", "CLIENT_ERROR", "none"),
    ORDER_BROKEN("POST", "/api/orders", "500", "SERVER_ERROR", "IllegalStateException"),
    ORDER_UNPAID("POST", "/api/orders", "502", "SERVER_ERROR", "PaymentUnavailableException"),
    ORDER_REJECTED("POST", "/api/orders", "503", "SERVER_ERROR", "RejectedExecutionException"),
    READ_FOUND("GET", "/api/orders/{id}", "200", "SUCCESS", "none"),
    READ_BROKEN("GET", "/api/orders/{id}", "500", "SERVER_ERROR", "IllegalStateException"),
    READ_REJECTED("GET", "/api/orders/{id}", "503", "SERVER_ERROR", "RejectedExecutionException"),
    PAYMENT_PAID("POST", "/payments", "200", "SUCCESS", "none"),
    PAYMENT_DECLINED("POST", "/payments", "402", "CLIENT_ERROR", "none"),
    PAYMENT_FAILED("POST", "/payments", "500", "SERVER_ERROR", "IllegalStateException");

    private final String method;
    private final String uri;
    private final String status;
    private final String outcome;
    private final String exception;

    Endpoint(String method, String uri, String status, String outcome, String exception) {
        this.method = method;
        this.uri = uri;
        this.status = status;
        this.outcome = outcome;
        this.exception = exception;
    }

    boolean isPayment() {
        return uri.equals("/payments");
    }

    Labels served(String application) {
        return called(application, Labels.of("exception", exception));
    }

    Labels called(String application, Labels more) {
        return Labels.of("application", application, "method", method, "uri", uri, "status", status, "outcome", outcome)
                .and(more);
    }
}
