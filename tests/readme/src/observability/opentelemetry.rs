use error_catalog::Middleware;
use opentelemetry::KeyValue;
use opentelemetry::metrics::Meter;

#[error_catalog::error_catalog]
pub mod errors {}

/// Counts each error response, with the attributes of the semantic conventions.
pub fn middleware(meter: &Meter) -> Middleware<errors::Error> {
    let counter = meter.u64_counter("http.server.error_responses").build();
    Middleware::new().observe(move |seen| {
        let error_type = seen.code().map_or_else(|| seen.status().to_string(), str::to_owned);
        let mut attributes = vec![
            KeyValue::new("error.type", error_type),
            KeyValue::new("http.response.status_code", i64::from(seen.status())),
            KeyValue::new("http.request.method", seen.method()),
        ];
        attributes.extend(seen.route().map(|route| KeyValue::new("http.route", route.to_owned())));
        counter.add(1, &attributes);
    })
}
