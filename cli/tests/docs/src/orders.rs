//! The orders of the shop.

#[error_catalog::error_catalog("errors.toml")]
pub mod errors {}

use errors::Error;

pub fn find(order_id: &str) -> Result<Order, Error> {
    ORDERS.get(order_id).ok_or_else(|| Error::order_not_found(order_id))
}

pub fn redeem(coupon: &Coupon) -> Result<(), Error> {
    if coupon.is_over() { Err(Error::coupon_expired(&coupon.name)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn unknown_order() {
        assert!(matches!(super::find("o_1"), Err(super::Error::OrderNotFound { .. })));
    }
}
