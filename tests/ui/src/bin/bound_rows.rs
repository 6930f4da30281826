//! One mistake in each enum.

#[error_catalog::error_catalog("bound.toml", partial)]
enum Unknown {
    Teapot,
}

#[error_catalog::error_catalog("bound.toml")]
enum Missing {
    RateLimited,
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Optional {
    UserNotFound(Option<String>),
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Hidden {
    UserNotFound {
        #[internal]
        user_id: String,
    },
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Wrong {
    Locked { resource: &'static str, seconds: u64 },
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Twice {
    RateLimited(#[from] std::fmt::Error),
    OutOfStock(#[from] std::fmt::Error),
}

struct NotAnError;

#[error_catalog::error_catalog("bound.toml", partial)]
enum Source {
    RateLimited(#[source] NotAnError),
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Internal {
    RateLimited(#[internal] NotAnError),
}

#[error_catalog::error_catalog("bound.toml", partial)]
enum Shown {
    UserNotFound(#[display] NotAnError),
}

#[error_catalog::error_catalog("bound.toml", partial)]
#[derive(Debug)]
pub enum Generic<T> {
    UserNotFound(#[display] T),
}

#[error_catalog::error_catalog("bound.toml", partial)]
pub mod errors {}

fn main() {}
