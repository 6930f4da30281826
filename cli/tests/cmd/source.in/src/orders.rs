use crate::errors::{Code, Error};

/// Answers with `order_not_fuond` where there is none.
fn find(order: &str) -> Result<(), Error> {
    if order.is_empty() {
        return Err(Error::r#match());
    }
    let sold_out = {
        use crate::ShopError as E;
        E::sold_out
    };
    ensure!(order != "2", Error::too_many_items());
    Err(Error::OrderNotFound { order: order.into() }).map_err(|_| sold_out())
}

fn any(code: &str) -> Option<Error> {
    code.parse::<Code>().ok().and_then(Error::example)
}

fn is_known(error: &Error) -> bool {
    match error.code().as_str() {
        "order_not_found" | "user_exists" => true,
        "no_such_cart" => false,
        _ => error.code() == Code::SoldOut,
    }
}

macro_rules! fail {
    () => {
        return Err($crate::errors::Error::macro_made())
    };
}
