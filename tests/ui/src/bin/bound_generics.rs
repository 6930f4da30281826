//! Enums with parameters or clauses.

#[error_catalog::error_catalog("bound.toml", partial)]
pub enum Clause
where
    Self: Sized,
{
    #[key("rate_limited")]
    Slow,
}

#[error_catalog::error_catalog("bound.toml", partial)]
#[derive(Debug)]
pub enum Parameter<'a>
where
    Self: Sized,
{
    UserNotFound(&'a str),
}

#[error_catalog::error_catalog("bound.toml")]
pub enum Generated
where
    Self: Sized, {}

fn main() {
    println!("{:?}", Parameter::UserNotFound("a"));
}
