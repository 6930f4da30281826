use serde_json::json;

fn answer() -> serde_json::Value {
    json!({ "code": "order_not_fund", "message": "cart_emty" })
}

const ANSWER: &str = r#"
    {
        "code": "basket_full",
        "message": "too_many_itmes"
    }
"#;

const STATES: [&str; 3] = ["to_many_items", "order_found", "sold_uot"];
