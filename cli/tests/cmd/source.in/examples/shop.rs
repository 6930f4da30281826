use shop_api::errors;

fn main() -> Result<(), errors::Error> {
    Err(errors::Error::example_made())
}
