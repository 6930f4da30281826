//! A derive above the attribute. The compiler expands this derive first, so the attribute cannot see the derive.

#[derive(Debug)]
#[error_catalog::error_catalog("bound.toml", partial)]
enum ApiError {
    RateLimited,
}

fn main() {
    println!("{:?}", ApiError::RateLimited);
}
