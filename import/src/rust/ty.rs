//! Converts Rust types into types of fields.

use heck::ToSnakeCase;
use syn::{GenericArgument, PathArguments, PathSegment, Type, TypeParamBound};

#[derive(Debug)]
pub(super) struct Found {
    /// The type as a catalog writes it, without `?`.
    pub(super) ty: String,
    pub(super) is_optional: bool,
    /// The Rust type, if the format has no equivalent.
    pub(super) unknown: Option<String>,
    /// A name for an unnamed field of that type.
    pub(super) name: Option<String>,
}

pub(super) fn read_type(ty: &Type) -> Found {
    let inner = argument_of(ty, &["Option"]);
    let (ty, is_optional) = (inner.unwrap_or(ty), inner.is_some());
    let known = known_type(ty);
    let name = last_segment(ty).filter(|name| known.is_none() && name.len() > 1);
    Found {
        unknown: known.is_none().then(|| spelled(ty)),
        ty: known.unwrap_or_else(|| "string".to_owned()),
        is_optional,
        name: name.map(|name| name.to_snake_case()),
    }
}

/// Whether a type is an error, judging by its name. A value of such a type is the source of an error.
pub(super) fn is_error_type(ty: &Type) -> bool {
    let is_error = |name: &str| name.ends_with("Error") || name == "Report";
    match ty {
        Type::TraitObject(object) => object.bounds.iter().any(|bound| match bound {
            TypeParamBound::Trait(bound) => {
                bound.path.segments.last().is_some_and(|last| is_error(&last.ident.to_string()))
            }
            _ => false,
        }),
        ty => match argument_of(ty, &["Box", "Arc", "Rc"]) {
            Some(inner) => is_error_type(inner),
            None => last_segment(ty).is_some_and(|name| is_error(&name)),
        },
    }
}

fn known_type(ty: &Type) -> Option<String> {
    if let Type::Reference(reference) = ty {
        return known_type(&reference.elem);
    }
    if let Some(inner) = argument_of(ty, &["Box", "Arc", "Rc", "Cow"]) {
        return known_type(inner);
    }
    if let Some(element) = argument_of(ty, &["Vec"]) {
        let element = known_type(element).filter(|element| !element.starts_with("list"))?;
        return Some(format!("list<{element}>"));
    }
    let name = last_segment(ty)?;
    let known = match name.as_str() {
        "String" | "str" | "PathBuf" | "Path" | "Url" | "Uri" | "char" => "string",
        "usize" | "NonZeroU64" | "NonZeroUsize" => "u64",
        "isize" => "i64",
        "f32" | "f64" => "f64",
        "Uuid" => "uuid",
        "Duration" => "duration",
        "DateTime" | "OffsetDateTime" | "SystemTime" | "Timestamp" => "timestamp",
        "Value" | "Json" => "any",
        "bool" | "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64" => name.as_str(),
        _ => return None,
    };
    Some(known.to_owned())
}

pub(super) fn last_segment(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|segment| segment.ident.to_string())
}

/// The generic argument of the type, if the type has one of these names.
fn argument_of<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| names.iter().any(|name| segment.ident == name))?;
    argument_in(segment)
}

/// The first type among the generic arguments of a segment.
pub(super) fn argument_in(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The path of the type, with `<…>` in place of generic arguments.
pub(super) fn spelled(ty: &Type) -> String {
    let Type::Path(path) = ty else { return "another type".to_owned() };
    let segments = path.path.segments.iter().map(|segment| {
        let has_arguments = !matches!(segment.arguments, PathArguments::None);
        format!("{}{}", segment.ident, if has_arguments { "<…>" } else { "" })
    });
    let start = if path.path.leading_colon.is_some() { "::" } else { "" };
    format!("{start}{}", segments.collect::<Vec<_>>().join("::"))
}
