use super::errors::Error::{self, *};

mod deeper;

fn pay() -> Vec<Error> {
    vec![Error::card_refused(), deeper::refuse()]
}

fn is_unpaid(error: &Error) -> bool {
    matches!(error, Unpaid if true)
}
