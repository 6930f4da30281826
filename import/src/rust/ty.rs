//! Converts Rust types into types of fields.

use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, Type, TypeParamBound};

/// The type of the format that is equivalent to a Rust type.
pub(super) fn known_type(ty: &Type) -> Option<String> {
    let ty = pointee(ty);
    if let Some(element) = argument_of(ty, &["Vec"]) {
        let element = known_type(element).filter(|element| !element.starts_with("list"))?;
        return Some(format!("list<{element}>"));
    }
    let name = name_of(ty);
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

/// Whether a type is an error, judging by its name. A value of such a type is the source of an error.
pub(super) fn is_error_type(ty: &Type) -> bool {
    let name = name_of(pointee(ty));
    name == "Report" || name.ends_with("Error")
}

/// The box that can contain any error, as a catalog writes it.
pub(super) const BOXED_ERROR: &str = "Box<dyn std::error::Error + Send + Sync>";

/// Whether a type is a box that can contain any error and can be sent to another thread.
pub(super) fn is_boxed_error(ty: &Type) -> bool {
    let Some(Type::TraitObject(object)) = argument_of(ty, &["Box"]) else { return false };
    let names = object.bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    });
    let names: Vec<String> = names.collect();
    // The trait is often imported as `StdError`.
    let is_error = names.first().is_some_and(|name| name.ends_with("Error"));
    is_error && ["Send", "Sync"].iter().all(|name| names.iter().any(|other| other == name))
}

/// The type that a reference or a smart pointer refers to. Any other type is returned as it is.
pub(super) fn pointee(ty: &Type) -> &Type {
    match ty {
        Type::Reference(reference) => pointee(&reference.elem),
        _ => argument_of(ty, &["Box", "Arc", "Rc", "Cow"]).map_or(ty, pointee),
    }
}

/// The name of a type without its path and its arguments. A type without a path has the empty name.
pub(super) fn name_of(ty: &Type) -> String {
    last_segment(ty).map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// The last segment of a type's path, or of the path of the first trait in `dyn Trait + …`.
fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::TraitObject(object) => object.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => bound.path.segments.last(),
            _ => None,
        }),
        _ => None,
    }
}

/// The generic argument of the type, if the type has one of these names.
pub(super) fn argument_of<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    argument_in(last_segment(ty).filter(|segment| names.iter().any(|name| segment.ident == name))?)
}

/// The first type among the generic arguments of a segment.
pub(super) fn argument_in(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The type as text, with spaces as in formatted code.
pub(super) fn spelled(ty: &Type) -> String {
    let spaces = [(" :: ", "::"), (":: ", "::"), (" < ", "<"), (" >", ">"), (" ,", ","), ("& ", "&")];
    spaces.iter().fold(ty.to_token_stream().to_string(), |text, (from, to)| text.replace(from, to))
}
