//! Attributes in `cfg_attr`. The compiler does not evaluate `cfg_attr` inside an enum before it expands the attribute.

#[error_catalog::error_catalog("bound.toml", partial)]
#[cfg_attr(all(), derive(Clone, thiserror::Error), derive(Debug))]
enum Derives {
    RateLimited,
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Helpers {
    #[cfg_attr(all(), doc = "Slow down.", key("rate_limited"))]
    Slow,
    UserNotFound {
        #[cfg_attr(all(), display)]
        user_id: std::num::NonZeroU8,
    },
    OutOfStock(#[cfg_attr(all(), cfg_attr(any(), from))] std::fmt::Error),
    BadRequest {
        #[cfg_attr(all(), cfg(all()))]
        detail: String,
    },
    #[cfg_attr(all(), error("moved to {place}"))]
    Moved {
        place: String,
    },
}

fn main() {
    println!("{:?}", Derives::RateLimited.clone());
}
