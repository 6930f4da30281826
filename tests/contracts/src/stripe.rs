//! Stripe: <https://docs.stripe.com/api/errors>.

use error_catalog::OwnedContext;

use self::errors::Error;
use crate::Case;

#[error_catalog::error_catalog("stripe/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    vec![
        Case::new("resource_missing", Error::resource_missing("customer", "cus_123", "id"))
            .with(OwnedContext::new().request_id("req_1")),
        Case::new("parameter_missing", Error::parameter_missing("amount")),
        Case::new("parameter_invalid_integer", Error::parameter_invalid_integer("abc", "amount")),
        Case::new("amount_too_small", Error::amount_too_small("$0.50 usd", None::<String>)),
        Case::new("checkout_total_too_small", Error::checkout_total_too_small("$0.50 usd", None::<String>)),
        Case::new("card_declined", Error::card_declined(errors::CardDeclinedDeclineCode::GenericDecline)),
        Case::new(
            "card_without_funds",
            Error::card_without_funds(errors::CardWithoutFundsDeclineCode::InsufficientFunds),
        ),
        Case::new("expired_card", Error::expired_card("exp_month")),
        Case::new("invalid_api_key", Error::invalid_api_key("sk_test_***1234")),
    ]
}
