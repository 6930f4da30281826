//! The variants of the error enum, as the implementations see them.

use error_catalog_model::{Error, Field};

use super::{Rust, types};

/// The largest number of patterns in an arm. rustc compares the bindings of each pattern in an arm with the bindings of
/// every other pattern.
pub(super) const MAX_PATTERNS: usize = 64;

/// The text between two patterns of an arm.
pub(super) const ALTERNATIVE: &str = "\n                | ";

/// The variant of an error. The generator writes the same implementations for every enum of errors, and takes the names
/// in these implementations from here.
pub(super) struct Variant {
    /// The name of the variant.
    pub(super) name: String,
    /// Whether the variant has neither parentheses nor braces. Rust accepts braces for every other variant.
    pub(super) is_unit: bool,
    /// The condition of the variant, as in `#[cfg(…)]`.
    pub(super) cfg: Option<String>,
    /// One member for each member of the error, in the same order.
    pub(super) members: Vec<Member>,
    /// The members for which the error has no field.
    pub(super) internal: Vec<Internal>,
    /// The member that contains the source.
    pub(super) source: Option<Source>,
}

/// The member of a variant for a field of the catalog.
pub(super) struct Member {
    /// The name of the member, or its index in a tuple. Rust accepts both in `Name::Variant { member: … }`.
    pub(super) name: String,
    /// The text of the Rust type. Members with the same text have the same type.
    pub(super) ty: String,
    pub(super) optional: bool,
    /// The first status of the error, if the member contains the status.
    pub(super) status: Option<u16>,
    /// The function from a reference to the member to a type that converts to a value; `None` if the type of the member
    /// itself converts to a value.
    pub(super) via: Option<String>,
    /// Whether the compiler need not check the type of each such member separately.
    pub(super) is_plain: bool,
    pub(super) build: Build,
}

/// How generated code makes a value for a member out of a value of the catalog.
pub(super) enum Build {
    /// The types are the same.
    Same,
    /// The function returns an `Option`.
    By {
        function: String,
        /// The expression that tells whether the type of the member has a value.
        possible: String,
    },
    /// No value converts.
    Never,
}

/// A member that only Rust has.
pub(super) struct Internal {
    pub(super) name: String,
    /// The expression for the function that returns the default, as an `Option`.
    pub(super) default: String,
    pub(super) optional: bool,
}

/// The member that contains the source.
pub(super) struct Source {
    pub(super) name: String,
    /// The text of the Rust type, as in [`Member::ty`].
    pub(super) ty: String,
    /// The expression for the source and its place as an `Option`, if `v0` is a reference to the member.
    pub(super) origin: String,
    pub(super) optional: bool,
    /// The placeholder for the type that `?` converts to the error. In a generated enum, the catalog names the types.
    pub(super) from: Option<String>,
    /// The expression for the member, if `source` is a value that converts to the error.
    pub(super) convert: &'static str,
}

impl<'a> Rust<'a> {
    /// The variants with their errors, in the order of the catalog.
    pub(super) fn variants(&self) -> std::vec::IntoIter<(&'a Error, &'a Variant)> {
        let mut all = Vec::with_capacity(self.catalog.errors.len());
        for (error, variants) in self.catalog.errors.iter().zip(self.variants) {
            for variant in variants {
                all.push((error, variant));
            }
        }
        all.into_iter()
    }
}

impl Variant {
    /// Describes the variant that the generator writes for an error.
    pub(super) fn generated(error: &Error) -> Self {
        Self {
            name: error.variant.clone(),
            is_unit: error.members().next().is_none() && !error.has_source,
            cfg: error.cfg.clone(),
            members: error.members().map(Member::generated).collect(),
            internal: Vec::new(),
            source: error.has_source.then(|| Source {
                name: "source".to_owned(),
                ty: String::new(),
                origin: "__ec::Some(__ec::AsOrigin::as_dyn_error(v0))".to_owned(),
                optional: false,
                from: None,
                convert: "__ec::IntoSource::into_source(source)",
            }),
        }
    }

    /// Returns the expressions that must be true so that the variant can be constructed with these values.
    pub(super) fn conditions(&self, values: &[Option<String>]) -> Vec<String> {
        let members = self.members.iter().zip(values).filter(|it| it.1.as_deref() != Some(ABSENT));
        let members = members.filter_map(|(member, _)| match &member.build {
            Build::By { possible, .. } => Some(possible.clone()),
            Build::Same | Build::Never => None,
        });
        let internal = self.internal.iter().filter(|member| !member.optional);
        members.chain(internal.map(|member| format!("__ec::Option::is_some(&{})", member.default))).collect()
    }

    /// The number of members.
    pub(super) fn count(&self) -> usize {
        self.members.len() + self.internal.len() + usize::from(self.source.is_some())
    }

    /// Returns a pattern that matches every value of the variant.
    ///
    /// The path starts with the enum's name instead of `Self`, because rustc then finds the variant by its hash. For a
    /// path that starts with `Self`, rustc compares every variant.
    pub(super) fn pattern(&self, name: &str) -> String {
        format!("{name}::{}{}", self.name, if self.is_unit { "" } else { " { .. }" })
    }

    /// Returns an expression or a pattern for the variant with these members.
    pub(super) fn with(&self, name: &str, members: &[String]) -> String {
        let path = format!("{name}::{}", self.name);
        if self.is_unit { path } else { format!("{path} {{ {} }}", members.join(", ")) }
    }
}

impl Member {
    fn generated(field: &Field) -> Self {
        Self {
            name: field.rust_name().to_owned(),
            ty: types::field_type(field, "", ""),
            optional: field.optional,
            status: field.first_status(),
            via: field.rust.as_ref().map(|_| "__ec::Custom".to_owned()),
            is_plain: true,
            build: Build::Same,
        }
    }

    /// Returns the expression for the value of a member, if `variable` is a reference to the member.
    pub(super) fn value(&self, variable: &str) -> String {
        match &self.via {
            None => format!("__ec::ToValue::to_value({variable})"),
            Some(via) if self.optional => {
                // The compiler would check the type of the function a second time if the function itself were passed.
                let function = if self.is_bound() { format!("|it| {via}(it)") } else { via.clone() };
                format!("__ec::ToValue::to_value(&__ec::Option::map(__ec::Option::as_ref({variable}), {function}))")
            }
            Some(via) => format!("__ec::ToValue::to_value(&{via}({variable}))"),
        }
    }
}

impl Member {
    /// Whether the application wrote the member.
    fn is_bound(&self) -> bool {
        !matches!(self.build, Build::Same)
    }

    /// Returns the expression for a member, if `value` is the value of the catalog.
    pub(super) fn build(&self, value: &str) -> Option<String> {
        match &self.build {
            Build::Same => Some(value.to_owned()),
            Build::By { function, .. } => Some(format!("{function}({value})?")),
            // A value that is absent needs no conversion.
            Build::Never => (value == ABSENT).then(|| value.to_owned()),
        }
    }
}

/// The expression for the value of an optional field that is absent.
const ABSENT: &str = "__ec::None";
