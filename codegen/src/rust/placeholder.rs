//! The types of an enum that the application wrote, as generated source refers to them.
//!
//! The source contains placeholders, which the attribute replaces with tokens of the application. The compiler then
//! reports a wrong type at the type itself. No Rust code of an application contains a `$`.
//!
//! - `$T5` is the type with the number 5.
//! - `$I5` is the type in the `Option` with the number 5.
//! - `$At5 { … }` is the text in the braces, at the place of the type with the number 5.

use error_catalog_model::FieldType;

use crate::bound::Member;

/// The type of a member.
pub(super) fn whole_type(member: &Member) -> String {
    format!("$T{}", member.ty_number)
}

/// The type of a member, without `Option`.
pub(super) fn inner_type(member: &Member) -> String {
    if member.is_optional { format!("$I{}", member.ty_number) } else { whole_type(member) }
}

/// The type that stands for a type of the catalog.
pub(super) fn kind(ty: &FieldType) -> String {
    match ty {
        FieldType::List(element) => format!("__ec::kind::list<{}>", kind(element)),
        plain => format!("__ec::kind::{plain}"),
    }
}

/// The expression that tells whether the type of a member has a value for a field of this type.
pub(super) fn possible(member: &Member, ty: &FieldType) -> String {
    format!("__ec::field::Possible::<{}, {}>::VALUE", kind(ty), inner_type(member))
}

/// The expression for the function that returns the default of a member, as an `Option`.
pub(super) fn default(member: &Member) -> String {
    format!("__ec::field::Spare::<{}>::VALUE", whole_type(member))
}
