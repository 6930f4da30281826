//! Resolves references to files and URIs.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

/// What relative references are resolved against.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Base {
    File(PathBuf),
    Uri(String),
}

impl Base {
    /// The address to which a reference without a fragment leads.
    pub(super) fn join(&self, reference: &str) -> Self {
        match self {
            _ if is_remote(reference) && !reference.starts_with("//") => Self::Uri(reference.to_owned()),
            Self::Uri(uri) => Self::Uri(join_uri(uri, reference)),
            Self::File(_) if reference.starts_with("//") => Self::Uri(reference.to_owned()),
            Self::File(path) => Self::File(join(path.parent().unwrap_or(Path::new("")), Path::new(&decode(reference)))),
        }
    }
}

/// The address that a schema gives itself with `$id`, or a description with `$self`.
pub(super) fn id_of(value: &Value) -> Option<&str> {
    let key = if value.get("openapi").is_some() { "$self" } else { "$id" };
    let id = value.get(key)?.as_str()?;
    Some(id.split('#').next().unwrap_or_default()).filter(|id| !id.is_empty())
}

/// Resolves a relative reference against a URI.
fn join_uri(base: &str, reference: &str) -> String {
    let (scheme, rest) = base.split_once(':').unwrap_or(("", base));
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}");
    }
    let authority = rest.strip_prefix("//").map_or(0, |host| host.find('/').unwrap_or(host.len()) + 2);
    let (authority, path) = rest.split_at(authority);
    let path = path.split('?').next().unwrap_or_default();
    let folder = if reference.starts_with('/') { "" } else { path.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(reference.split('/')).filter(|part| !part.is_empty()) {
        match part {
            "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    format!("{scheme}:{authority}/{}", parts.join("/"))
}

/// Whether a reference leads to another host, which is not read.
pub(super) fn is_remote(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme =
        |scheme: &str| scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    reference.starts_with("//") || scheme.is_some_and(is_scheme)
}

/// Decodes `%20` and the like. A text that is not encoded correctly stays as it is.
pub(super) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.filter(|digits| !digits.starts_with('+')).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &after[2..]),
            None => (bytes.push(*first), rest = after),
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The path of a file, without `.` and, where possible, without `..`.
pub(super) fn join(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(joined.components().next_back(), Some(Component::Normal(_))) => {
                joined.pop();
            }
            part => joined.push(part),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_against_a_base() {
        for (base, reference, expected) in [
            ("https://a.example/b/c.json", "d.json", "https://a.example/b/d.json"),
            ("https://a.example/b/c.json", "../d.json", "https://a.example/d.json"),
            ("https://a.example/b/c.json", "../../../d.json", "https://a.example/d.json"),
            ("https://a.example/b/c.json?x=/y", "./d/e.json", "https://a.example/b/d/e.json"),
            ("https://a.example/b/c.json", "/d.json", "https://a.example/d.json"),
            ("https://a.example/b/c.json", "//b.example/d.json", "https://b.example/d.json"),
            ("https://a.example/b/c.json", "urn:x:y", "urn:x:y"),
            ("https://a.example", "d.json", "https://a.example/d.json"),
        ] {
            assert_eq!(Base::Uri(base.to_owned()).join(reference), Base::Uri(expected.to_owned()), "{reference}");
        }
        let file = Base::File(PathBuf::from("api/openapi.yaml"));
        assert_eq!(file.join("../parts/e%20f.yaml"), Base::File(PathBuf::from("parts/e f.yaml")));
        assert_eq!(file.join("https://a.example/b"), Base::Uri("https://a.example/b".to_owned()));
        assert_eq!(file.join("//a.example/b"), Base::Uri("//a.example/b".to_owned()));
    }
}
