//! Judges Rust types by their names.

use error_catalog_model::{Field, FieldType};
use syn::{GenericArgument, PathArguments, Type};

/// Types whose values are the text of a field.
const TEXTS: &[&str] = &["String", "str", "char"];

/// Whether a field of the type `string` has a Rust type that is not a text.
pub(super) fn needs_display(known: &Field, ty: &Type) -> bool {
    let inner = argument(ty).filter(|_| type_name(ty) == "Option").unwrap_or(ty);
    known.ty == FieldType::String && known.rust.is_none() && !TEXTS.contains(&text_name(inner).as_str())
}

/// The name of a type without references and smart pointers.
fn text_name(ty: &Type) -> String {
    match ty {
        Type::Reference(reference) => text_name(&reference.elem),
        ty if matches!(type_name(ty).as_str(), "Box" | "Arc" | "Rc" | "Cow") => {
            argument(ty).map_or_else(String::new, text_name)
        }
        ty => type_name(ty),
    }
}

/// The first type among the generic arguments of a type.
fn argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Whether a type is an error, judging by its name. `import` makes a value of such a type the source of an error.
pub(super) fn is_error_type(ty: &Type) -> bool {
    let name = text_name(ty);
    name == "Report" || name.ends_with("Error")
}

/// The last segment of the path of a type.
pub(super) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map_or_else(String::new, |last| last.ident.to_string()),
        _ => String::new(),
    }
}
