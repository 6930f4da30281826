//! Describes the variants of an enum that the application wrote.
//!
//! The source contains [placeholders](super::placeholder) for the types of the application.

use error_catalog_model::{Catalog, Error, Field, FieldType};

use super::placeholder::{default, inner_type, kind, possible};
use super::variant::{Build, Internal, Member, Source, Variant};
use super::{Rust, RustOptions, put};
use crate::bound::{self, Binding, Bound, Enum, Presence};
use crate::groups::{Groups, SEPARATOR};
use crate::program::compile;

/// Renders the attributes that each variant gets below its own attributes. A semicolon follows the attributes of each
/// variant.
#[must_use]
pub fn render_variant_docs(catalog: &Catalog, item: &Enum, binding: &Binding, options: &RustOptions) -> String {
    let compiled = compile(catalog);
    let mut rust = Rust::new(catalog, &compiled, options, &[]);
    for (variant, index) in item.variants.iter().zip(&binding.variants) {
        if let Some((index, error)) = index.and_then(|index| Some((index, catalog.errors.get(index)?))) {
            let written = |name: &str| Presence::of_name(&variant.attributes, name);
            // A blank line ends the last paragraph of the application's own documentation.
            let before = if written("doc") == Presence::Never { "" } else { "\n" };
            let docs = format!("{before}{}", rust.error_docs(index, error));
            rust.put_docs(0, &docs);
            rust.put_unless(&written("deprecated"), |rust| rust.put_deprecated(0, error));
            rust.put_unless(&written("non_exhaustive"), |rust| rust.put_non_exhaustive_variant(error));
        }
        rust.out.push(';');
    }
    rust.out
}

/// Renders the attributes that the enum gets below its own attributes.
#[must_use]
pub fn render_enum_attributes(catalog: &Catalog, item: &Enum, options: &RustOptions) -> String {
    match catalog.non_exhaustive || options.non_exhaustive {
        true => Presence::of_name(&item.attributes, "non_exhaustive").otherwise("non_exhaustive"),
        false => String::new(),
    }
}

impl Variant {
    /// Describes the variant that the application wrote for an error.
    pub(super) fn bound(error: &Error, bound: &Bound) -> Self {
        let members = error.members().zip(&bound.members);
        let internal = |member: &bound::Member| Internal {
            name: member.name.clone(),
            default: default(member),
            optional: member.is_optional,
        };
        Self {
            name: bound.name.clone(),
            is_unit: bound.is_unit,
            cfg: bound.cfg.clone(),
            members: members.map(|(field, member)| Member::bound(field, member)).collect(),
            internal: bound.internal.iter().map(internal).collect(),
            source: bound.source.as_ref().map(|member| Source::bound(member, bound.is_from)),
        }
    }
}

impl Member {
    fn bound(field: &Field, member: &bound::Member) -> Self {
        let (ty, optional) = (inner_type(member), member.is_optional);
        let via = match (&field.rust, member.is_display, &field.ty) {
            (Some(_), ..) => "custom::<".to_owned(),
            (None, true, _) => "display::<".to_owned(),
            (None, false, FieldType::List(element)) => format!("list::<{}, ", kind(element)),
            (None, false, plain) => format!("{plain}::<"),
        };
        let build = match field.rust.is_some() || member.is_display {
            true => Build::Never,
            false => {
                let function = if optional { "build_optional" } else { "build" };
                let function = format!("__ec::field::Possible::<{}, {ty}>::{function}", kind(&field.ty));
                Build::By { function, possible: possible(member, &field.ty) }
            }
        };
        Self {
            name: member.name.clone(),
            // Two members with the same Rust type can have different types in the catalog.
            ty: format!("{via}{}", member.ty),
            optional,
            status: field.first_status(),
            via: Some(format!("__ec::field::{via}{ty}>")),
            is_plain: is_plain(&member.ty, &field.ty),
            build,
        }
    }
}

impl Source {
    fn bound(member: &bound::Member, is_from: bool) -> Self {
        let origin = |variable: &str| format!("$At{} {{ {variable}.as_dyn_error() }}", member.ty_number);
        Self {
            name: member.name.clone(),
            ty: member.ty.clone(),
            origin: match member.is_optional {
                true => format!("__ec::Option::map(__ec::Option::as_ref(v0), |it| {})", origin("it")),
                false => format!("__ec::Some({})", origin("v0")),
            },
            optional: member.is_optional,
            from: is_from.then(|| inner_type(member)),
            convert: if member.is_optional { "__ec::Some(source)" } else { "source" },
        }
    }
}

/// Whether a type is the type that a generated enum has for a field. The compiler then checks the type only once,
/// because every other variant with the same type would have the same problem.
pub(super) fn is_plain(ty: &str, expected: &FieldType) -> bool {
    match expected {
        FieldType::String => ty == "String",
        plain => ty == plain.to_string(),
    }
}

impl Rust<'_> {
    /// Writes an attribute for the case that the application has not written the attribute itself.
    fn put_unless(&mut self, written: &Presence, put: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        put(self);
        let attribute = self.out.split_off(start);
        if let Some(content) = attribute.trim().strip_prefix("#[").and_then(|it| it.strip_suffix(']')) {
            self.out.push_str(&written.otherwise(content));
        }
    }

    /// Whether the error enum can have variants without an error of the catalog, because the application wrote variants
    /// with problems.
    pub(super) fn is_incomplete(&self) -> bool {
        self.binding.is_some_and(Binding::is_incomplete)
    }

    /// Writes the checks that frameworks can send each type of the application to another thread.
    fn render_shared(&mut self, binding: &Binding) {
        let mut types = Groups::new();
        for bound in binding.errors.iter().flatten() {
            for member in bound.members.iter().chain(&bound.internal).chain(&bound.source) {
                let key = format!("{}{SEPARATOR}{}", bound.cfg.as_deref().unwrap_or_default(), member.ty);
                *types.group(key, || (&bound.cfg, String::new())) = (&bound.cfg, inner_type(member));
            }
        }
        put!(self, "    __ec::http! {{");
        put!(self, "        use __ec::NotShared as _;");
        for (cfg, ty) in types.sorted() {
            self.put_cfg(8, cfg);
            put!(self, "        const _: fn() = __ec::field::shared::<{ty}>;");
        }
        put!(self, "    }}");
    }

    /// Writes the traits of the enum that need no variant.
    pub(super) fn render_bound_impls(&mut self, binding: &Binding) {
        put!(self, "    use __ec::AsOrigin as _;");
        put!(self, "    use __ec::field::{{NoDebug as _, NoDefault as _, NotAField as _}};");
        put!(self, "    __ec::show! {{ __Error, bound }}");
        self.render_shared(binding);
        match &binding.debug {
            Presence::Always => {}
            Presence::Never => put!(self, "    __ec::debug! {{ __Error }}"),
            Presence::If(condition) => put!(self, "    #[cfg(not({condition}))] __ec::debug! {{ __Error }}"),
        }
        for candidates in &binding.candidates {
            self.render_requirements(candidates);
        }
        for (cfg, source) in &binding.loose_sources {
            let ty = inner_type(source);
            self.put_cfg(4, cfg);
            put!(self, "    impl __ec::From<{ty}> for __Error {{");
            put!(self, "        fn from(_: {ty}) -> Self {{");
            put!(self, "            loop {{}}");
            put!(self, "        }}");
            put!(self, "    }}");
        }
        let loose = binding.loose.iter().filter_map(|(error, field, member)| {
            let field = self.catalog.errors.get(*error)?.members().nth(*field)?;
            Member::bound(field, member).via.filter(|_| member.is_optional == field.optional)
        });
        let checks: Vec<String> = self.checks.iter().cloned().chain(loose).collect();
        if !checks.is_empty() {
            put!(self, "    const _: fn() = || {{");
            for function in checks {
                put!(self, "        _ = {function};");
            }
            put!(self, "    }};");
        }
    }
}
