//! Tables of enums, and the problems of each.

use error_catalog_model::{Catalog, Source, SourceError};

use super::*;

mod names;
mod several;

const CATALOG: &str = r#"
[errors.user_not_found]
status  = 404
message = "User {user_id} not found"
fields  = { user_id = "string" }

[errors.too_large]
status  = 413
message = "{count} of {limit}"
fields  = { count = "u32", limit = "u64" }

[errors.busy]
status   = 503
message  = "Busy"
internal = "{hint} {trace}"
fields   = { hint = { type = "string?", internal = true }, trace = { type = "string", internal = true } }

[errors.down]
status  = 500
message = "Down"

[errors.gone]
status  = 410
message = "Gone"

[statuses.500]
code = "down"
"#;

struct One<'a>(&'a str);

impl Source for One<'_> {
    fn read(&self, _: &str) -> Result<String, SourceError> {
        Ok(self.0.to_owned())
    }

    fn list(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// An attribute, or the attributes in a `cfg_attr` that is not in another `cfg_attr`.
fn parts(text: &str) -> Vec<Attribute> {
    let whole = Attribute { text: text.to_owned(), ..Attribute::default() };
    if whole.name() != "cfg_attr" {
        return vec![whole];
    }
    let mut parts = whole.list();
    let condition = parts.next().map(str::to_owned);
    parts.map(|part| Attribute { text: part.to_owned(), condition: condition.clone(), place: 0 }).collect()
}

/// Takes the attributes from the start of a text. All places are 0.
fn attributes(text: &str) -> (Vec<Attribute>, &str) {
    let (mut attributes, mut rest) = (Vec::new(), text.trim_start());
    while let Some((attribute, tail)) = rest.strip_prefix("#[").and_then(|rest| rest.split_once("] ")) {
        attributes.extend(parts(attribute));
        rest = tail.trim_start();
    }
    (attributes, rest)
}

fn field(index: usize, text: &str, is_tuple: bool) -> Field {
    let (attributes, rest) = attributes(text);
    let index = index.to_string();
    let (name, ty) = if is_tuple { (index.as_str(), rest) } else { rest.split_once(": ").unwrap() };
    Field { name: name.to_owned(), attributes, ty: ty.to_owned(), ..Field::default() }
}

fn variant(text: &str) -> Variant {
    let (attributes, rest) = attributes(text);
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '#').unwrap_or(rest.len());
    let (name, body) = rest.split_at(end);
    let is_tuple = body.starts_with('(');
    let fields = body.trim().trim_matches(['{', '}', '(', ')']).split(", ").filter(|it| !it.trim().is_empty());
    let fields = fields.enumerate().map(|(index, text)| field(index, text.trim(), is_tuple)).collect();
    Variant { name: name.to_owned(), attributes, is_tuple, fields, ..Variant::default() }
}

/// Binds an enum whose variants are separated by semicolons.
fn bind_text(derives: &str, variants: &str, partial: bool) -> Binding {
    bind_in(CATALOG, derives, variants, partial)
}

fn bind_in(catalog: &str, derives: &str, variants: &str, partial: bool) -> Binding {
    let (catalog, report) = Catalog::parse_lenient("errors.toml", &One(catalog));
    assert!(!report.has_errors(), "{:?}", report.render_errors());
    let item = Enum {
        attributes: attributes(derives).0,
        variants: variants.split(';').map(variant).collect(),
        partial: partial.then_some(0),
        ..Enum::default()
    };
    bind(&item, &catalog, &report.files)
}

/// The first line of each message about a partial enum.
fn problems(variants: &str) -> Vec<String> {
    let lines = |problem: Problem| problem.message.lines().next().unwrap_or_default().to_owned();
    let binding = bind_text(
        "",
        &if ["Down3", "Down;", "; Down"].iter().any(|it| variants.contains(it)) {
            variants.to_owned()
        } else {
            format!("{variants}; Down")
        },
        true,
    );
    binding.problems.into_iter().map(lines).collect()
}

#[test]
fn fields_bind_by_name_or_by_order() {
    for variant in [
        "TooLarge { limit: u64, count: u8 }",
        "TooLarge { r#count: u8, limit: u64, source: E }",
        "TooLarge(u32, u64)",
        "TooLarge(u32, #[internal] u8, u64, #[source] E)",
        "r#TooLarge(u32, u64)",
        "#[key(\"too_large\")] #[doc = \"a\"] Big(u32, u64)",
        "#[key(\"too_large\",)] Big(u32, u64)",
        "#[key(r\"too_large\")] Big(u32, u64)",
        "#[key(r##\"too_large\"##)] Big(u32, u64)",
        "#[cfg_attr(a, serde(rename = \"b\"), doc = \"c\")] TooLarge(u32, u64)",
        "Busy { hint: Option<String>, #[internal] trace: String }",
        "Busy { hint: ::core::option::Option < String >, trace: Option1, #[from] e: E }; UserNotFound(#[display] u8)",
    ] {
        let found: Vec<String> = problems(variant).into_iter().filter(|it| !it.starts_with("`#[from]`")).collect();
        assert_eq!(found, [""; 0], "{variant}");
    }
    let binding =
        bind_text("", "Down; #[cfg(a)] #[cfg(b)] TooLarge { limit: u64, #[internal] at: T, count: u8 }", true);
    let bound = &binding.errors[1][0];
    let names = |members: &[Member]| members.iter().map(|member| member.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        (names(&bound.members), names(&bound.internal)),
        (vec!["count".into(), "limit".into()], vec!["at".into()])
    );
    assert_eq!((bound.cfg.as_deref(), binding.variants), (Some("all(a, b)"), vec![Some(3), Some(1)]));
}

#[test]
fn each_mistake_has_one_message() {
    let no_value = "`#[from]` has no value for";
    for (variants, expected) in [
        ("UserNotFond(String)", "no error of the catalog has the variant `UserNotFond`; did you mean `UserNotFound`?"),
        ("Teapot", "no error of the catalog has the variant `Teapot`"),
        ("#[key(\"busi\")] Down2", "no error of the catalog has the key `busi`; did you mean `busy`?"),
        ("#[key(\"coffee\")] Busy", "no error of the catalog has the key `coffee`"),
        ("Down; Down", "a variant `Down` exists already: variants with the same name need different `#[cfg(…)]`"),
        (
            "#[cfg(a)] Down; #[cfg(a)] Down",
            "a variant `Down` exists already: variants with the same name need different `#[cfg(…)]`",
        ),
        (
            "#[cfg(a)] #[key(\"busy\")] Down(Option<A>, A); Down",
            "a variant `Down` exists already: variants with the same name need different `#[cfg(…)]`",
        ),
        ("#[key(\"too_large\")] Other", "the variant lacks `count: u32`, `limit: u64` of the error `too_large`"),
        (
            "UserNotFound { user: String }",
            "the error `user_not_found` has no field `user`, and the variant lacks `user_id: string`",
        ),
        (
            "UserNotFound { userid: String }",
            "the error `user_not_found` has no field `userid`; did you mean `user_id`?",
        ),
        ("UserNotFound", "the variant lacks `user_id: string` of the error `user_not_found`"),
        ("TooLarge { }", "the variant lacks `count: u32`, `limit: u64` of the error `too_large`"),
        ("UserNotFound()", "the error `user_not_found` has 1 field, `user_id: string`; this variant has 0 fields"),
        (
            "TooLarge(u32)",
            "the error `too_large` has 2 fields, in this order: `count: u32`, `limit: u64`; this variant has 1 field",
        ),
        ("Down2(u8)", "no error of the catalog has the variant `Down2`; did you mean `Down`?"),
        ("UserNotFound(Option<String>)", "unexpected `Option`: the field `user_id` is required in the catalog"),
        ("Busy { hint: String, trace: String }", "expected an `Option`: the field `hint` is optional in the catalog"),
        ("UserNotFound(#[from] E, String)", &format!("{no_value} `user_id`: use `#[source]`, or make it optional")),
        (
            "TooLarge { count: u8, limit: u8, #[internal] at: T, #[from] e: E }",
            &format!("{no_value} `count`, `limit`, `at`: use `#[source]`, or make them optional"),
        ),
        (
            "Gone(#[from] Option<a::E>); #[key(\"down\")] Down3(#[from] Option<a :: E>)",
            "`#[from]` of the variant `Gone` already converts the type `Option<a::E>`",
        ),
        (
            "Gone(#[from] ::a::E); #[key(\"down\")] Down3(#[from] Option<a::E>)",
            "`#[from]` of the variant `Gone` already converts the type `Option<a::E>`",
        ),
        ("UserNotFound(#[source] A, #[source] B, String)", "a variant has at most one source"),
        ("TooLarge(#[display] u32, u64)", "`#[display]` shows a field as text, but the type of `count` is `u32`"),
        (
            "UserNotFound { #[internal] user_id: String }",
            "the catalog sends the field `user_id`, so `#[internal]` cannot hide it",
        ),
        ("UserNotFound(#[display] #[internal] E, String)", "`#[display]` contradicts `#[internal]`"),
        ("UserNotFound(#[cfg(a)] String)", "`#[cfg]` on a field is not supported: use two variants with `#[cfg]`"),
    ] {
        assert_eq!(problems(variants), [expected], "{variants}");
    }
}

#[test]
fn each_invalid_attribute_has_one_message() {
    for (variants, expected) in [
        ("#[key] Teapot(String)", "expected `#[key(\"…\")]` with the key of an error of the catalog"),
        ("#[key = \"busy\"] Teapot(String)", "expected `#[key(\"…\")]` with the key of an error of the catalog"),
        ("#[key(busy)] Teapot(String)", "expected `#[key(\"…\")]` with the key of an error of the catalog"),
        ("#[key(\"gone\", \"busy\")] Gone", "expected `#[key(\"…\")]` with the key of an error of the catalog"),
        ("#[key(\"gone\")] #[key(\"busy\")] Teapot", "a variant has at most one `#[key(\"…\")]`"),
        (
            "#[cfg_attr(a, key(\"gone\"))] Teapot",
            "`#[key]` in `cfg_attr` is not supported: use two variants with `#[cfg]`",
        ),
        ("Gone(#[cfg_attr(a,from)] E)", "`#[from]` in `cfg_attr` is not supported: use two variants with `#[cfg]`"),
        (
            "UserNotFound(#[cfg_attr(a,cfg(b))] String)",
            "`#[cfg]` on a field is not supported: use two variants with `#[cfg]`",
        ),
        ("#[cfg_attr(a, from)] Gone", "`#[from]` is an attribute of a field of a variant"),
        (
            "#[cfg_attr(a, error(\"a\"))] Gone",
            "remove `#[error]`, which is an attribute of thiserror: the message is in the catalog",
        ),
        ("UserNotFound(#[key(\"a\")] String)", "`#[key]` is an attribute of a variant"),
        ("#[internal] UserNotFound(String)", "`#[internal]` is an attribute of a field of a variant"),
        ("UserNotFound(#[display(a)] String)", "`#[display]` has no arguments"),
        (
            "#[error(\"a\")] UserNotFound(String)",
            "remove `#[error]`, which is an attribute of thiserror: the message is in the catalog",
        ),
    ] {
        assert_eq!(problems(variants), [expected], "{variants}");
    }
}

#[test]
fn several_variants_can_be_one_error() {
    for variants in [
        "Down; #[key(\"down\")] Disk(#[from] Io); #[key(\"down\")] Db(#[from] Sql)",
        "#[key(\"down\")] Disk(#[source] Io); #[key(\"down\")] Db(#[source] Option<Io>)",
        "#[cfg(a)] Down; #[cfg(not(a))] Down(#[source] Option<Io>)",
        "Down; #[cfg(a)] Gone(#[from] Io); #[cfg(not(a))] Gone(#[from] Io)",
        "Down; #[cfg(a)] Gone(#[from] Io); #[cfg(not(a))] #[key(\"down\")] Disk(#[from] Io)",
    ] {
        assert_eq!(bind_text("", variants, true).problems, [], "{variants}");
    }
    let binding = bind_text("", "#[key(\"down\")] Db(#[from] Sql); Gone; Down", true);
    let names: Vec<_> = binding.errors[3].iter().map(|bound| (bound.variant, bound.name.as_str())).collect();
    assert_eq!((names, binding.variants), (vec![(0, "Db"), (2, "Down")], vec![Some(3), Some(4), Some(3)]));
}

#[test]
fn a_variant_is_missing_unless_the_enum_is_partial() {
    let messages = |variants: &str| -> Vec<String> {
        bind_text("", variants, false).problems.into_iter().map(|problem| problem.message).collect()
    };
    let help = " = help: the argument `partial` of `#[error_catalog]` allows an enum that lacks variants";
    assert_eq!(
        messages("UserNotFound(String)"),
        [format!(
            "the enum has no variants for 4 errors of the catalog\n --> errors.toml:7:9: `TooLarge {{ count: u32, limit: \
             u64 }}`\n --> errors.toml:12:9: `Busy {{ hint: string?, trace: string }}`\n --> errors.toml:18:9: `Down`\n --> errors.toml:22:9: `Gone`\n{help}"
        )]
    );
    // A misspelled error is not also missing.
    for first in ["UserNotFond(String)", "#[key] A", "#[key = \"user_not_found\"] A", "#[key(user_not_found)] A"] {
        assert_eq!(messages(&format!("{first}; TooLarge(u8, u8); Busy(Option<A>, A); Down; Gone")).len(), 1, "{first}");
    }
    assert_eq!(messages("#[key] A; Busy(Option<A>, A); Down; Gone").len(), 2);
}

#[test]
fn a_status_needs_an_error_that_can_be_constructed() {
    let first = |variants: &str| -> Vec<String> {
        let problems = bind_text("", variants, true).problems.into_iter();
        problems.map(|problem| problem.message.lines().next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(
        first("Down(#[source] E)"),
        [
            "`[statuses.500]` sends the error `down` without a source, so the source must be an `Option`; otherwise, add a \
          second variant with `#[key(\"down\")]` and without a source"
        ]
    );
    assert_eq!(first("Down(#[source] Option<E>)"), [""; 0]);
    assert_eq!(first("#[key(\"down\")] Db(#[source] E); Down"), [""; 0]);
    assert_eq!(
        first("UserNotFound(String)"),
        ["`[statuses.500]` sends the error `down`, so the enum needs a variant for it"]
    );
}

#[test]
fn derives_of_the_application() {
    for (attributes, expected, rivals) in [
        ("#[derive(Clone)] ", Presence::Never, 0),
        ("#[derive(Clone, Debug)] ", Presence::Always, 0),
        ("#[derive(std :: fmt :: Debug)] ", Presence::Always, 0),
        ("#[cfg_attr(any(test, a), derive(Clone, Debug))] ", Presence::If("any(test, a)".to_owned()), 0),
        ("#[cfg_attr(a, derive(Debug))] #[derive(Debug)] ", Presence::Always, 0),
        ("#[cfg_attr(a, derive(Debug))] #[cfg_attr(b, derive(Debug))] ", Presence::If("any(a, b)".to_owned()), 0),
        ("#[derive(Debug, thiserror::Error)] #[derive(Display)] ", Presence::Always, 2),
        ("#[cfg_attr(a, derive(Clone, thiserror::Error))] ", Presence::Never, 1),
    ] {
        let binding = bind_text(attributes, "Down", true);
        assert_eq!((binding.debug, binding.problems.len()), (expected, rivals), "{attributes}");
    }
}

#[test]
fn the_compiler_gets_what_remains_of_an_attribute() {
    for (attribute, expected) in [
        ("derive(Clone)", None),
        ("derive(Clone, thiserror :: Error, Debug)", Some("#[derive(Clone, Debug)]")),
        ("cfg_attr(a, derive(Clone), serde(skip))", None),
        (
            "cfg_attr(any(a, b), derive(Clone, Error), from, serde(a, b))",
            Some("#[cfg_attr(any(a, b), derive(Clone))]#[cfg_attr(any(a, b), serde(a, b))]"),
        ),
        ("key(\"a\")", Some("")),
        ("cfg_attr(a, key(\"a\"))", Some("")),
        ("cfg_attr(a,)", None),
    ] {
        assert_eq!(remaining(&parts(attribute)).as_deref(), expected, "{attribute}");
    }
    let outer = Attribute { condition: Some("a".to_owned()), ..Attribute::default() };
    assert_eq!(outer.inner_condition("not(b)").as_deref(), Some("all(a, not(b))"));
}

/// An attribute that the application wrote under a condition is still missing without the condition.
#[test]
fn an_attribute_may_depend_on_a_condition() {
    let otherwise = |text: &str| Presence::of_name(&attributes(text).0, "deprecated").otherwise("deprecated");
    assert_eq!(otherwise("#[doc = \"a\"] "), "#[deprecated]");
    assert_eq!(otherwise("#[cfg_attr(a, deprecated)] "), "#[cfg_attr(not(a), deprecated)]");
    assert_eq!(
        otherwise("#[cfg_attr(a, deprecated)] #[cfg_attr(b, deprecated)] "),
        "#[cfg_attr(not(any(a, b)), deprecated)]"
    );
    assert_eq!(otherwise("#[cfg_attr(a, deprecated)] #[deprecated] "), "");
    let cfg = |text: &str| attributes::cfg(&attributes(text).0);
    assert_eq!(cfg("#[cfg_attr(a, cfg(b,))] ").as_deref(), Some("any(not(a), b)"));
    assert_eq!(cfg("#[cfg(a)] #[cfg_attr(b, cfg(any(c, d)))] ").as_deref(), Some("all(a, any(not(b), any(c, d)))"));
}
