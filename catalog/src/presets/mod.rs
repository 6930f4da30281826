//! The presets: named response formats.

/// Each preset: its name, and its `[wire]` table in the format of catalogs.
pub(crate) const PRESETS: &[(&str, &str)] = &[
    ("rfc9457", include_str!("rfc9457.toml")),
    ("json-api", include_str!("json-api.toml")),
    ("google", include_str!("google.toml")),
    ("oauth2", include_str!("oauth2.toml")),
    ("graphql", include_str!("graphql.toml")),
    ("fastapi", include_str!("fastapi.toml")),
    ("aspnet", include_str!("aspnet.toml")),
    ("kubernetes", include_str!("kubernetes.toml")),
    ("matrix", include_str!("matrix.toml")),
    ("github", include_str!("github.toml")),
    ("stripe", include_str!("stripe.toml")),
];
