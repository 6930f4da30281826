//! The Rust types that fields of an enum can have if `#[error_catalog]` compares the enum with a catalog.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Attribute, File, Ident, ItemEnum, ItemImpl, ItemStruct, Type};

use super::source::Source;
use super::ty::{argument_of, is_error_type, name_of, spelled};

/// The maximum number of aliases of a type that refer to each other.
const ALIASES: usize = 4;

/// The types of other crates: the name, the crate, the type in the catalog, and the feature of error-catalog. A path
/// without a crate can be that of any type, so `Timestamp` has no such row.
const FOREIGN: &[(&str, &[&str], &str, Option<&str>)] = &[
    ("String", &["", "std", "alloc"], "string", None),
    ("char", &[""], "string", None),
    ("PathBuf", &["", "std"], "string", Some("std")),
    ("Duration", &["", "std", "core"], "duration", None),
    ("SystemTime", &["", "std"], "timestamp", Some("std")),
    ("DateTime", &["", "chrono"], "timestamp", Some("chrono")),
    ("OffsetDateTime", &["", "time"], "timestamp", Some("time")),
    ("Timestamp", &["jiff"], "timestamp", Some("jiff")),
    ("Decimal", &["", "rust_decimal"], "string", Some("rust_decimal")),
    ("Url", &["", "url", "reqwest"], "string", Some("url")),
    ("Uuid", &["", "uuid", "sqlx"], "uuid", Some("uuid")),
    ("Value", &["", "serde_json"], "any", Some("serde_json")),
    ("usize", &[""], "u64", None),
    ("isize", &[""], "i64", None),
    ("f32", &[""], "f64", None),
];

/// The types whose names are the same in a catalog.
const SAME: &[&str] = &["bool", "f64", "i16", "i32", "i64", "i8", "u16", "u32", "u64", "u8"];

/// What a file says about the types in it.
#[derive(Debug, Default)]
pub struct RustTypes {
    /// The path that each imported name or alias stands for.
    imports: BTreeMap<String, String>,
    /// The types that the file defines.
    local: BTreeSet<String>,
    /// The types that implement `Error` in the file.
    errors: BTreeSet<String>,
}

/// A type of a catalog for a Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindable {
    /// The type in the catalog.
    pub name: String,
    /// The feature of error-catalog that the Rust type needs.
    pub feature: Option<&'static str>,
}

impl RustTypes {
    /// Collects the types of a file.
    #[must_use]
    pub fn new(file: &File) -> Self {
        let mut types = Self { imports: Source::new(file).imports, ..Self::default() };
        types.visit_file(file);
        types
    }

    /// The type of a catalog for which a Rust type needs no attribute.
    #[must_use]
    pub fn bindable(&self, ty: &Type) -> Option<Bindable> {
        let plain = |name: &str| Some(Bindable { name: name.to_owned(), feature: None });
        match ty {
            Type::Paren(inner) => return self.bindable(&inner.elem),
            Type::Group(inner) => return self.bindable(&inner.elem),
            Type::Reference(reference) if name_of(&reference.elem) == "str" => return plain("string"),
            Type::Path(_) => {}
            _ => return None,
        }
        if let Some(element) = argument_of(ty, &["Vec"]) {
            let element = self.bindable(element).filter(|element| !element.name.starts_with("list"))?;
            return Some(Bindable { name: format!("list<{}>", element.name), ..element });
        }
        if let Some(inner) = argument_of(ty, &["Box", "Arc", "Cow"]) {
            return plain("string").filter(|_| name_of(inner) == "str");
        }
        if let Some(number) = argument_of(ty, &["NonZero"]) {
            return self.bindable(number).filter(|number| matches!(&number.name[..1], "i" | "u"));
        }
        let path = self.path(ty);
        let (start, name) = path.rsplit_once("::").unwrap_or(("", &path));
        let start = start.split("::").next().unwrap_or_default();
        if start.is_empty() && SAME.contains(&name) && !self.local.contains(name) {
            return plain(name);
        }
        if let Some(number) = name.strip_prefix("NonZero") {
            let number = number.to_ascii_lowercase();
            return FOREIGN
                .iter()
                .find(|(name, ..)| *name == number)
                .map(|(_, _, name, _)| *name)
                .or_else(|| SAME.iter().copied().find(|name| *name == number))
                .and_then(plain);
        }
        let is_local_zone = argument_of(ty, &["DateTime"]).is_some_and(|zone| name_of(zone) == "Local");
        let is_known = |row: &&(&str, &[&str], &str, Option<&str>)| row.0 == name && row.1.contains(&start);
        let (_, _, kind, feature) = FOREIGN.iter().find(is_known)?;
        let is_local = start.is_empty() && self.local.contains(name);
        (!is_local && !is_local_zone).then(|| Bindable { name: (*kind).to_owned(), feature: *feature })
    }

    /// The last segment of the path that a name stands for. A name that the file does not import stands for itself.
    #[must_use]
    pub fn resolve<'n>(&'n self, name: &'n str) -> &'n str {
        let path = self.imports.get(name).map_or(name, String::as_str);
        path.rsplit("::").next().unwrap_or(path)
    }

    /// Whether a type is an error, judging by its name. A type that the file defines implements `Error` in the file.
    #[must_use]
    pub fn is_source(&self, ty: &Type) -> bool {
        let path = self.path(ty);
        is_error_type(ty) && (!self.local.contains(&path) || self.errors.contains(&path))
    }

    /// The path of a type without its arguments, and with the imports and the aliases of the file.
    fn path(&self, ty: &Type) -> String {
        let mut path = spelled(ty);
        for _ in 0..ALIASES {
            path.truncate(path.find('<').unwrap_or(path.len()));
            let first = path.split("::").next().unwrap_or_default();
            let Some(import) = self.imports.get(first).filter(|import| import.as_str() != first) else { break };
            path = format!("{import}{}", &path[first.len()..]);
        }
        path.truncate(path.find('<').unwrap_or(path.len()));
        path.trim_start_matches("::").to_owned()
    }

    fn define(&mut self, name: &Ident, attributes: &[Attribute]) {
        self.local.insert(name.to_string());
        let is_error = |token: TokenTree| matches!(token, TokenTree::Ident(word) if word == "Error" || word == "Snafu");
        let derives = |attribute: &&Attribute| {
            let tokens = attribute.meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default();
            attribute.path().is_ident("derive") && tokens.into_iter().any(is_error)
        };
        if attributes.iter().any(|attribute| derives(&attribute)) {
            self.errors.insert(name.to_string());
        }
    }
}

impl<'a> Visit<'a> for RustTypes {
    fn visit_item_enum(&mut self, item: &'a ItemEnum) {
        self.define(&item.ident, &item.attrs);
    }

    fn visit_item_struct(&mut self, item: &'a ItemStruct) {
        self.define(&item.ident, &item.attrs);
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        let is_error =
            item.trait_.as_ref().and_then(|(path, _)| path.segments.last()).is_some_and(|it| it.ident == "Error");
        if is_error {
            self.errors.insert(item.self_ty.to_token_stream().to_string());
        }
        visit::visit_item_impl(self, item);
    }
}

/// Whether a Rust type does not implement `Display`, judging by its name.
#[must_use]
pub fn lacks_display(ty: &Type) -> bool {
    const NAMES: &[&str] = &[
        "BTreeMap",
        "BTreeSet",
        "Duration",
        "HashMap",
        "HashSet",
        "Option",
        "Path",
        "PathBuf",
        "Range",
        "SystemTime",
        "Vec",
        "VecDeque",
        "OsString",
        "Instant",
        "Bytes",
        "HeaderMap",
        "Result",
    ];
    match ty {
        Type::Paren(inner) => lacks_display(&inner.elem),
        Type::Reference(inner) => lacks_display(&inner.elem),
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) | Type::FnPtr(_) => true,
        Type::TraitObject(_) => name_of(ty).starts_with("Fn"),
        ty => match argument_of(ty, &["Box", "Arc", "Rc", "Cow"]) {
            Some(inner) => lacks_display(inner),
            None => NAMES.contains(&name_of(ty).as_str()),
        },
    }
}
