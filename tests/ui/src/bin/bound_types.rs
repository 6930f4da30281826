//! Types that do not fit the types of the catalog. Each wrong type has one message, which is at the type.

pub struct Wrong;

#[error_catalog::error_catalog("bound_types.toml")]
pub enum ApiError {
    Tagged {
        name: Option<Wrong>,
        tags: Vec<Wrong>,
        sizes: Option<Vec<u64>>,
    },
    #[key("tagged")]
    Again(Option<u8>, Wrong, Option<Wrong>),
    Custom {
        it: Wrong,
        other: Option<Wrong>,
    },
}

fn main() {
    println!("{}", ApiError::Again(None, Wrong, None));
}
