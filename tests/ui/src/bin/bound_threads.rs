//! Types that frameworks cannot send to another thread. Each type has one message.

use std::cell::Cell;
use std::error::Error;
use std::rc::Rc;

#[error_catalog::error_catalog("bound.toml", partial)]
pub enum ApiError {
    RateLimited {
        source: Box<dyn Error>,
    },
    #[key("rate_limited")]
    Maybe(#[source] Option<Box<dyn Error + Send>>),
    OutOfStock {
        #[internal]
        count: Cell<u8>,
    },
    UserNotFound(#[display] Rc<str>),
    #[key("rate_limited")]
    Shared(#[from] Box<dyn Error + Send + Sync>),
}

fn main() {
    println!("{}", ApiError::UserNotFound("a".into()));
}
