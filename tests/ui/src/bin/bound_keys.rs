//! Keys with a wrong syntax. A key without an error in its syntax may be a raw string.

#[error_catalog::error_catalog("bound.toml", partial)]
enum Valid {
    #[key(r"rate_limited")]
    Slow,
    #[key("out_of_stock",)]
    Sold,
    #[key(r#"moved"#)]
    Gone(String),
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Invalid {
    #[key = "rate_limited"]
    Value,
    #[key]
    Word,
    #[key()]
    Empty,
    #[key(rate_limited)]
    Name,
    #[key("rate\x5flimited")]
    Escape,
    #[key(concat!("rate", "_limited"))]
    Macro,
    #[key(b"rate_limited")]
    Bytes,
    #[key["rate_limited"]]
    Brackets,
}

#[error_catalog::error_catalog("bound.toml")]
enum Complete {
    UserNotFound(String),
    EmailTaken(String, Option<String>),
    BadRequest(String),
    #[key]
    Query(String),
    Locked(String, u32),
    #[key = "rate_limited"]
    Slow,
    OutOfStock,
    Moved(String),
}

fn main() {
    println!("{}", Valid::Slow);
}
