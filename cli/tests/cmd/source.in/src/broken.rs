use crate::errors::Error;

fn not_yet_rust( -> Error {
    let code = "sold_out";
    Error::sold_out()
}
