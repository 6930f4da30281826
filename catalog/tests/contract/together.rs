//! Several catalogs that are checked together.

use error_catalog_model::contract::check_together;

use crate::parse;

/// The rules that two catalogs break together.
fn broken(first: &str, second: &str) -> Vec<&'static str> {
    let (first, second) = (parse(first), parse(second));
    let found = check_together(&[("a/errors.toml", &first), ("b/errors.toml", &second)]);
    assert!(found.iter().all(|(index, _)| *index == 1));
    found.into_iter().map(|(_, diagnostic)| diagnostic.rule.id).collect()
}

#[test]
fn catalogs_clash_only_where_they_share_a_space() {
    let user = "[errors.gone]\nstatus = 404\nnumber = 1\nmessage = 'No such user'\n";
    let card = "[errors.gone]\nstatus = 402\nnumber = 1\nmessage = 'Your card was declined'\n";
    let catalog = |name: &str, url: &str, error: &str| {
        let name = if name.is_empty() { String::new() } else { format!("name = '{name}'\n") };
        let url = if url.is_empty() { String::new() } else { format!("docs-url = '{url}'\n") };
        format!("[catalog]\n{name}{url}{error}")
    };
    for (first, second, expected) in [
        // Each API has codes and numbers that only its own clients receive.
        (catalog("a", "", user), catalog("b", "", card), &[][..]),
        (catalog("", "", user), catalog("", "", card), &[]),
        (catalog("a", "", user), catalog("a", "", card), &["same-catalog-name"]),
        (catalog("a", "", user), catalog("a", "", user), &["same-catalog-name"]),
        (catalog("a", "https://x/{code}", user), catalog("b", "https://x/{code}", card), &["same-docs-url"]),
        (catalog("a", "https://x/{number}", user), catalog("b", "https://x/{number}", card), &["same-docs-url"]),
        (catalog("", "https://x/{code}", user), catalog("", "https://x/{code}", card), &["same-docs-url"]),
        // One error that both APIs have, in other words.
        (
            catalog("a", "https://x/{code}", user),
            catalog("b", "https://x/{code}", &user.replace("No such user", "The account does not exist")),
            &[],
        ),
        // The URLs are different, or are those of a page about all errors.
        (catalog("a", "https://x/{code}", user), catalog("b", "https://y/{code}", card), &[]),
        (catalog("a", "https://x/{catalog}/{code}", user), catalog("b", "https://x/{catalog}/{code}", card), &[]),
        (catalog("a", "https://x/errors", user), catalog("b", "https://x/errors", card), &[]),
        (catalog("a", "https://{catalog}", user), catalog("a", "https://{catalog}", card), &["same-catalog-name"]),
        // One fact that clients see is enough to make an error a different error.
        (
            catalog("a", "https://x/{code}", user),
            catalog("b", "https://x/{code}", &user.replace("404", "410")),
            &["same-docs-url"],
        ),
        (
            catalog("a", "https://x/{number}", user),
            catalog("b", "https://x/{number}", &user.replace("gone", "missing")),
            &["same-docs-url"],
        ),
    ] {
        assert_eq!(broken(&first, &second), expected, "{first}\n{second}");
    }
}

#[test]
fn a_clash_names_the_fact_to_change() {
    let catalog = |slot: &str, number: u8| {
        let error = format!("[errors.gone]\nstatus = 404\nnumber = {number}\nmessage = 'Gone {number}'");
        parse(&format!(
            "catalog.docs-url = 'https://x/{{{slot}}}'\n{}",
            error.replace("404", ["404", "410"][usize::from(number % 2)])
        ))
    };
    for (slot, first, second, expected) in
        [("code", 2, 3, Some("code")), ("number", 2, 4, None), ("code", 3, 4, Some("code"))]
    {
        let found = check_together(&[("a", &catalog(slot, first)), ("b", &catalog(slot, second))]);
        let label = found.first().map(|(_, diagnostic)| diagnostic.label.split(' ').nth(3).unwrap_or_default());
        assert_eq!(label, expected, "{slot} {first} {second}");
    }
}
