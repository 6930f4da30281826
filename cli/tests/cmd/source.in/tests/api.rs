use shop_api::{ShopError, errors::Code};

#[test]
fn answers() {
    assert_eq!(ask(), r#"{"code":"order_not_found"}"#);
    assert_eq!(ShopError::card_refused().code(), Code::CardRefused);
    let expected = include_str!("data/answer.json");
}
