//! The requests to every framework, and the expected answers.

/// A request and its answer.
pub(crate) struct Case {
    /// Identifies the case, so that a test can skip it.
    pub(crate) name: &'static str,
    /// The request's method.
    pub(crate) method: &'static str,
    /// The request's target.
    pub(crate) path: &'static str,
    /// The request's headers, in addition to `X-Request-ID`.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// The request's body.
    pub(crate) body: &'static [u8],
    /// The answer's status.
    pub(crate) status: u16,
    /// Headers of the answer, as raw bytes, in addition to `Content-Type`, `X-Catalog` and `X-Request-ID`.
    pub(crate) answer_headers: &'static [(&'static str, &'static str)],
    /// The content of the answer's `error`, up to the request's id.
    pub(crate) answer: &'static str,
    /// The content after the request's id.
    pub(crate) debug: &'static str,
}

const fn case(name: &'static str, request: (&'static str, &'static str), status: u16, answer: &'static str) -> Case {
    let (method, path) = request;
    Case { name, method, path, headers: &[], body: b"", status, answer_headers: &[], answer, debug: "" }
}

pub(crate) const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
const LARGE: &[u8] = &[b' '; 1500];

/// The requests to every framework.
pub(crate) const CASES: &[Case] = &[
    Case {
        answer_headers: &[("X-Order", "7")],
        ..case(
            "error of a handler",
            ("GET", "/orders/7"),
            404,
            r#""code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7}"#,
        )
    },
    Case {
        headers: &[("x-debug", "true")],
        answer_headers: &[("X-Order", "7")],
        debug: r#","debug":{"path":"/orders/7"}"#,
        ..case(
            "debug",
            ("GET", "/orders/7"),
            404,
            r#""code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7}"#,
        )
    },
    Case {
        answer_headers: &[("X-Customer", "Zoë  X-Evil: 1")],
        ..case(
            "hostile header",
            ("GET", "/customers/zoe"),
            403,
            r#""code":"customer_blocked","message":"Zoë\r\nX-Evil: 1 may not order","status":403"#,
        )
    },
    Case {
        answer_headers: &[("Retry-After", "30")],
        ..case(
            "context of a handler",
            ("GET", "/sold-out"),
            503,
            r#""code":"sold_out","message":"Sold out for now","status":503,"wait":30"#,
        )
    },
    case(
        "no route",
        ("GET", "/nothing"),
        404,
        r#""code":"route_not_found","message":"There is no such route","status":404"#,
    ),
    case(
        "wrong method",
        ("DELETE", "/orders/7"),
        405,
        r#""code":"method_not_allowed","message":"This route takes other methods","status":405"#,
    ),
    Case {
        headers: JSON,
        body: br#"{"item":"tea","count":"#,
        ..case(
            "malformed JSON",
            ("POST", "/orders"),
            400,
            r#""code":"malformed_request","message":"This is not JSON","status":400"#,
        )
    },
    Case {
        headers: &[("content-type", "text/csv")],
        body: b"tea,1",
        ..case(
            "wrong media type",
            ("POST", "/orders"),
            415,
            r#""code":"wrong_media_type","message":"Only \"application/json\" is taken","status":415"#,
        )
    },
    Case {
        headers: JSON,
        body: br#"{"item":"tea","count":"many"}"#,
        ..case(
            "wrong shape",
            ("POST", "/orders"),
            422,
            r#""code":"wrong_shape","message":"This JSON has another shape","status":422"#,
        )
    },
    Case {
        headers: JSON,
        body: LARGE,
        ..case(
            "body too large",
            ("POST", "/orders"),
            413,
            r#""code":"too_large","message":"The body has more than 1024 bytes","status":413"#,
        )
    },
    case("time-out", ("GET", "/slow"), 408, r#""code":"too_slow","message":"This took too long","status":408"#),
    case(
        "panic",
        ("GET", "/panic"),
        500,
        r#""code":"internal_error","message":"Something is broken on our side","status":500"#,
    ),
    case(
        "mapped status",
        ("GET", "/status/404"),
        404,
        r#""code":"route_not_found","message":"There is no such route","status":404"#,
    ),
    case(
        "status without an error",
        ("GET", "/status/402"),
        402,
        r#""code":"payment_required","message":"Payment Required","status":402"#,
    ),
    case(
        "5xx without an error",
        ("GET", "/status/507"),
        507,
        r#""code":"insufficient_storage","message":"Insufficient Storage","status":507"#,
    ),
];
