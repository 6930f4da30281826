//! Compares the fields of a variant with the fields of its error.

use error_catalog_model::{self as model, Error, FieldType, nearest};

use super::item::{Field, Place, Variant, is_helper, plain};
use super::message::{Places, count, list};
use super::{Binding, Bound, Member, Problem, attributes};

/// The help for a field that the catalog does not have.
const EXTRA: &str = "\n = help: `#[internal]` is for a field that only Rust has, and `#[source]` is for a source";

/// What a field of a variant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A field of the catalog.
    Catalog,
    /// A field that only Rust has.
    Internal,
    Source,
}

/// Binds the fields of a variant to the fields of the error with this index. The result is `None` if they do not fit.
pub(super) fn bind_fields(
    variant: &Variant,
    index: usize,
    places: &Places<'_>,
    binding: &mut Binding,
) -> Option<Bound> {
    let error = places.catalog.errors.get(index)?;
    let before = binding.problems.len();
    let members: Vec<&model::Field> = error.members().collect();
    let known = fields_by_name(variant, &members);
    let mut comparison = Comparison { variant, error, members, places, binding };
    let roles = variant.fields.iter().zip(&known).map(|(field, known)| comparison.role(field, *known));
    let roles: Vec<Role> = roles.collect();
    if let Some(second) = variant.fields.iter().filter_map(|field| field.attribute("status")).nth(1) {
        comparison.binding.report(second.place, "a variant has at most one `#[status]`");
        return None;
    }
    let (mut own, mut internal, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for ((field, known), role) in variant.fields.iter().zip(known).zip(&roles) {
        match role {
            Role::Catalog => own.push((field, known)),
            Role::Internal => internal.push(field),
            Role::Source => sources.push(field),
        }
    }
    let pairs = if variant.is_tuple { comparison.pair_by_order(&own) } else { comparison.pair_by_name(&own) };
    for (field, own) in error.members().zip(&pairs) {
        if let Some(own) = own {
            comparison.check_pair(field, own);
        }
    }
    comparison.check_sources(&sources, &internal);
    if binding.problems.len() > before {
        let members = pairs.iter().enumerate().filter_map(|(field, own)| Some((index, field, member((*own)?))));
        binding.loose.extend(members);
        return None;
    }
    Some(Bound {
        variant: 0,
        name: variant.name.clone(),
        is_unit: variant.is_unit,
        cfg: attributes::cfg(&variant.attributes),
        members: pairs.into_iter().flatten().map(member).collect(),
        internal: internal.into_iter().map(member).collect(),
        source: sources.first().copied().map(member),
        is_from: sources.iter().any(|field| field.attribute("from").is_some()),
    })
}

pub(super) fn member(field: &Field) -> Member {
    Member {
        name: field.name.clone(),
        ty: field.ty.clone(),
        ty_number: field.ty_number,
        is_optional: field.is_optional(),
        is_display: field.attribute("display").is_some(),
    }
}

/// For each field of the variant, the index of the field in the catalog that has this name in Rust. The name in
/// responses is also accepted, unless another field has this name in Rust. The fields of a tuple have no names. A field
/// with `#[status]` is the status, whatever its name is.
fn fields_by_name(variant: &Variant, members: &[&model::Field]) -> Vec<Option<usize>> {
    let status = members.iter().position(|member| member.is_status());
    let is_status = |field: &Field| field.attribute("status").is_some();
    let mut known: Vec<_> = variant.fields.iter().map(|field| status.filter(|_| is_status(field))).collect();
    let names: [fn(&model::Field) -> &str; 2] = [|field| plain(field.rust_name()), |field| &field.name];
    for name in names.into_iter().filter(|_| !variant.is_tuple) {
        let fields = members.iter().enumerate().filter(|(index, _)| !known.contains(&Some(*index)));
        let mut free: Vec<(&str, usize)> = fields.map(|(index, field)| (name(field), index)).collect();
        for (field, known) in variant.fields.iter().zip(&mut known).filter(|it| it.1.is_none()) {
            let own = field.plain_name();
            *known = free.iter().rfind(|(name, _)| *name == own).map(|(_, index)| *index);
            free.retain(|(name, _)| *name != own);
        }
    }
    known
}

struct Comparison<'a> {
    variant: &'a Variant,
    error: &'a Error,
    /// What the variant must have, apart from the source.
    members: Vec<&'a model::Field>,
    places: &'a Places<'a>,
    binding: &'a mut Binding,
}

impl<'a> Comparison<'a> {
    /// Adds a problem, with the place of the error in the catalog.
    fn report(&mut self, place: Place, message: String, help: &str) {
        let place_in_catalog = self.places.of(self.error);
        self.binding.report(place, message + &place_in_catalog + help);
    }

    /// Determines the role of a field, and reports each attribute that the field cannot have. `known` is the index of
    /// the field in the catalog with the same name.
    fn role(&mut self, field: &Field, known: Option<usize>) -> Role {
        for attribute in field.attributes.iter() {
            let (name, place) = (attribute.name(), attribute.place);
            match name {
                "error" | "backtrace" => self.binding.report(place, attributes::leftover(name)),
                "key" => self.binding.report(place, "`#[key]` is an attribute of a variant"),
                "cfg" => {
                    let message = "`#[cfg]` on a field is not supported: use two variants with `#[cfg]`";
                    self.binding.report(place, message);
                }
                name if is_helper(name) && !attribute.rest().is_empty() => {
                    self.binding.report(place, format!("`#[{name}]` has no arguments"));
                }
                name if is_helper(name) => {
                    let message = attributes::conditional(attribute);
                    self.binding.problems.extend(message.map(|message| Problem { place, message }));
                }
                _ => {}
            }
        }
        let mut roles = ["from", "internal", "display", "status"].iter().filter_map(|name| field.attribute(name));
        if let (Some(first), Some(second)) = (roles.next(), roles.next()) {
            let message = format!("`#[{}]` contradicts `#[{}]`", second.name(), first.name());
            self.binding.report(second.place, message);
        }
        let known = known.and_then(|index| self.members.get(index).copied());
        if let Some(attribute) = field.attribute("status").filter(|_| !known.is_some_and(model::Field::is_status)) {
            let message = format!(
                "`#[status]` is for an error with several statuses, and the error `{}` has only the status {}",
                self.error.key, self.error.status
            );
            self.report(attribute.place, message, "");
        }
        if field.attribute("from").or(field.attribute("source")).is_some() {
            return Role::Source;
        }
        if let Some(attribute) = field.attribute("internal") {
            return match known {
                // The field is internal in the catalog, too.
                Some(known) if known.internal => Role::Catalog,
                Some(_) => {
                    let message =
                        format!("the catalog sends the field `{}`, so `#[internal]` cannot hide it", field.name);
                    self.report(attribute.place, message, "");
                    Role::Catalog
                }
                None => Role::Internal,
            };
        }
        if known.is_none() && field.name == "source" { Role::Source } else { Role::Catalog }
    }

    /// Pairs the fields of a tuple with the fields of the error, by their order.
    fn pair_by_order<'f>(&mut self, own: &[(&'f Field, Option<usize>)]) -> Vec<Option<&'f Field>> {
        let fields = &self.members;
        if own.len() != fields.len() {
            let all = list(fields, "`");
            let order = match fields.len() {
                0 => String::new(),
                1 => format!(", {all}"),
                _ => format!(", in this order: {all}"),
            };
            let (name, expected) = (&self.error.key, count(fields.len()));
            let message = format!("the error `{name}` has {expected}{order}; this variant has {}", count(own.len()));
            let help = if own.len() > fields.len() { EXTRA } else { "" };
            self.report(self.variant.place, message, help);
            return Vec::new();
        }
        // Only the status has an index already, which `#[status]` marks. The status is the first member.
        let (status, others): (Vec<_>, Vec<_>) = own.iter().partition(|(_, known)| known.is_some());
        status.into_iter().chain(others).map(|(field, _)| Some(field)).collect()
    }

    /// Pairs the fields with the fields of the error. Each field has the index of the field with the same name.
    fn pair_by_name<'f>(&mut self, own: &[(&'f Field, Option<usize>)]) -> Vec<Option<&'f Field>> {
        let fields = &self.members;
        let mut pairs: Vec<Option<&Field>> = vec![None; fields.len()];
        for (field, known) in own {
            if let Some(pair) = known.and_then(|index| pairs.get_mut(index)) {
                *pair = Some(field);
            }
        }
        let mut missing: Vec<&model::Field> =
            fields.iter().zip(&pairs).filter(|(_, own)| own.is_none()).map(|(field, _)| *field).collect();
        let mut unknown = Vec::new();
        for (field, _) in own.iter().filter(|(_, known)| known.is_none()) {
            let known: Vec<&str> = missing.iter().map(|field| plain(field.rust_name())).collect();
            let message = format!("the error `{}` has no field `{}`", self.error.key, field.plain_name());
            match nearest(field.plain_name(), &known).map(str::to_owned) {
                Some(near) => {
                    // The field is probably meant to be this field, which is therefore not missing.
                    missing.retain(|field| plain(field.rust_name()) != near);
                    self.report(field.place, format!("{message}; did you mean `{near}`?"), "");
                }
                None => unknown.push((field, message)),
            }
        }
        for (field, message) in unknown {
            // A field with the wrong name is one mistake.
            let lacks = match std::mem::take(&mut missing) {
                missing if missing.is_empty() => String::new(),
                missing => format!(", and the variant lacks {}", list(&missing, "`")),
            };
            self.report(field.place, message + &lacks, EXTRA);
        }
        if !missing.is_empty() {
            let message = format!("the variant lacks {} of the error `{}`", list(&missing, "`"), self.error.key);
            self.report(self.variant.place, message, "");
        }
        pairs
    }

    /// Checks a field that has a field of the error.
    fn check_pair(&mut self, field: &model::Field, own: &Field) {
        let name = &field.name;
        match (field.optional, own.is_optional()) {
            (true, false) => {
                self.report(
                    own.ty_place,
                    format!("expected an `Option`: the field `{name}` is optional in the catalog"),
                    "",
                );
            }
            (false, true) => {
                let help = format!("\n = help: `\"{}?\"` is the type of an optional field in the catalog", field.ty);
                self.report(
                    own.ty_place,
                    format!("unexpected `Option`: the field `{name}` is required in the catalog"),
                    &help,
                );
            }
            _ => {}
        }
        let Some(display) = own.attribute("display") else { return };
        if !matches!(field.ty, FieldType::String | FieldType::Uuid | FieldType::Timestamp) {
            let message = format!("`#[display]` shows a field as text, but the type of `{name}` is `{}`", field.ty);
            self.report(display.place, message, "");
        }
    }

    /// Checks the source, and whether `?` has a value for each of the other fields.
    fn check_sources(&mut self, sources: &[&Field], internal: &[&Field]) {
        if let Some(second) = sources.get(1) {
            self.binding.report(second.place, "a variant has at most one source");
        }
        let Some(from) = sources.iter().find_map(|source| source.attribute("from")) else { return };
        let mut others = Vec::new();
        for field in self.members.iter().filter(|field| !field.optional) {
            others.push(format!("`{}`", field.name));
        }
        for field in internal.iter().filter(|field| !field.is_optional()) {
            others.push(format!("`{}`", field.name));
        }
        if !others.is_empty() {
            let them = if others.len() > 1 { "them" } else { "it" };
            let names = others.join(", ");
            let way_out = match self.error.status_member {
                Some(_) => "use `#[source]`".to_owned(),
                None => format!("use `#[source]`, or make {them} optional"),
            };
            let message = format!("`#[from]` has no value for {names}: {way_out}");
            self.report(from.place, message, "");
        }
    }
}
