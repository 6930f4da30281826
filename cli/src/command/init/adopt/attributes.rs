//! Removes the derives and the attributes of crates that implement `Display` and `Error`, as `#[error_catalog]` does.

use error_catalog_import::RustTypes;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Meta};

use super::edits::{Edits, Member, members};

const DERIVES: &[&str] = &["Error", "Display", "Snafu"];
const ATTRIBUTES: &[&str] = &["error", "backtrace", "snafu", "display"];

/// The derives of the crate strum that need the attributes `#[strum(…)]`.
const STRUM: &[&str] = &[
    "AsRefStr",
    "EnumDiscriminants",
    "EnumIter",
    "EnumMessage",
    "EnumProperty",
    "EnumString",
    "EnumTable",
    "FromRepr",
    "IntoStaticStr",
    "VariantArray",
    "VariantNames",
];

/// The attributes of variants and of fields that `#[error_catalog]` itself reads.
const HELPERS: &[&str] = &["from", "source", "key", "internal"];

/// What the adoption removes from the attributes of an enum.
pub(super) struct Rivals<'a> {
    types: &'a RustTypes,
    /// The names of the derives.
    derives: Vec<String>,
}

impl<'a> Rivals<'a> {
    /// The rivals of an enum with these attributes, in a file with these types.
    pub(super) fn of(attributes: &[Attribute], types: &'a RustTypes) -> Self {
        let derives = attributes.iter().flat_map(|attribute| derives_in(&attribute.meta.to_token_stream()));
        Self { derives: derives.map(|name| types.resolve(&name).to_owned()).collect(), types }
    }

    /// Whether the enum has a derive with this name.
    pub(super) fn derives(&self, name: &str) -> bool {
        self.derives.iter().any(|derive| derive == name)
    }

    /// Removes the rivals among attributes.
    pub(super) fn remove(&self, attributes: &[Attribute], edits: &mut Edits<'_>) {
        for attribute in attributes {
            let meta = attribute.meta.to_token_stream();
            match self.is_rival(&meta) {
                true => edits.remove_tokens(attribute.span().byte_range(), attribute.to_token_stream()),
                false => self.remove_parts(&meta, edits),
            }
        }
    }

    /// Whether nothing of an attribute stays.
    fn is_rival(&self, meta: &TokenStream) -> bool {
        let (name, list) = split(meta);
        let all = |list: &[Member], goes: &dyn Fn(&Member) -> bool| !list.is_empty() && list.iter().all(goes);
        match name.as_str() {
            "derive" => all(&list, &|member| self.is_rival_derive(member)),
            "cfg_attr" => all(list.get(1..).unwrap_or_default(), &|part| self.is_rival(&part.meta())),
            // Without a derive of strum, the compiler does not know the attribute.
            "strum" => self.derives("Display") && !STRUM.iter().any(|name| self.derives(name)),
            name => ATTRIBUTES.contains(&name),
        }
    }

    fn is_rival_derive(&self, member: &Member) -> bool {
        DERIVES.contains(&self.types.resolve(&last_name(&member.tokens)))
    }

    fn remove_parts(&self, meta: &TokenStream, edits: &mut Edits<'_>) {
        let (name, list) = split(meta);
        if name == "derive" {
            edits.remove_members(&list, |member| self.is_rival_derive(member));
        }
        if let ("cfg_attr", [condition, parts @ ..]) = (name.as_str(), list.as_slice()) {
            let goes = |part: &Member| part.range != condition.range && self.is_rival(&part.meta());
            edits.remove_members(&list, goes);
            for part in parts.iter().filter(|part| !goes(part)) {
                self.remove_parts(&part.meta(), edits);
            }
        }
    }
}

/// Returns the name of an attribute in `#[cfg_attr(…)]` that `#[error_catalog]` would have to read.
pub(super) fn conditional_helper(attribute: &Attribute) -> Option<String> {
    let find = |meta: &TokenStream| {
        let (name, list) = split(meta);
        (name == "cfg_attr").then(|| list.into_iter().skip(1).map(|part| part.meta()).collect::<Vec<_>>())
    };
    let mut parts = find(&attribute.meta.to_token_stream())?;
    while let Some(part) = parts.pop() {
        let name = split(&part).0;
        if HELPERS.contains(&name.as_str()) {
            return Some(name);
        }
        parts.extend(find(&part).into_iter().flatten());
    }
    None
}

/// Whether an attribute is `#[error(source)]`, with which derive_more marks a source.
pub(super) fn marks_source(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    let is_source = |token: TokenTree| matches!(token, TokenTree::Ident(word) if word == "source");
    attribute.path().is_ident("error") && list.tokens.clone().into_iter().next().is_some_and(is_source)
}

/// The names of the derives in an attribute, without their paths.
fn derives_in(meta: &TokenStream) -> Vec<String> {
    let (name, list) = split(meta);
    match name.as_str() {
        "derive" => list.iter().map(|member| last_name(&member.tokens)).collect(),
        "cfg_attr" => list.iter().skip(1).flat_map(|part| derives_in(&part.meta())).collect(),
        _ => Vec::new(),
    }
}

/// The name of an attribute without its path, and the members in the parentheses.
fn split(meta: &TokenStream) -> (String, Vec<Member>) {
    let tokens: Vec<TokenTree> = meta.clone().into_iter().collect();
    let is_path = |token: &&TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(mark) => mark.as_char() == ':',
        _ => false,
    };
    let path: Vec<TokenTree> = tokens.iter().take_while(is_path).cloned().collect();
    let list = match tokens.get(path.len()) {
        Some(TokenTree::Group(group)) => members(group.stream()),
        _ => Vec::new(),
    };
    (last_name(&path), list)
}

fn last_name(path: &[TokenTree]) -> String {
    let names = path.iter().rev().find(|token| matches!(token, TokenTree::Ident(_)));
    names.map_or_else(String::new, ToString::to_string)
}
