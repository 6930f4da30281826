//! Writes the code for errors that contain an error of another catalog, to which they pass every question on.

use error_catalog_model::Error;

use super::{Rust, put};

impl Rust<'_> {
    /// Whether an error can contain an error of another catalog.
    pub(super) fn has_nested(&self) -> bool {
        self.catalog.errors.iter().any(is_nesting)
    }

    /// Writes the function that returns the contained error of another catalog, and the functions that only pass on.
    ///
    /// ```text
    /// fn nested(&self) -> Option<&dyn Row> {
    ///     match self { Error::Billing { source: v0, .. } => nested::<billing::Error>(v0), _ => None }
    /// }
    /// ```
    pub(super) fn render_nested(&mut self) {
        if !self.has_nested() {
            return;
        }
        put!(self, "        fn nested(&self) -> __ec::Option<&dyn __ec::Row> {{");
        put!(self, "            match self {{");
        for (error, variant) in self.variants().filter(|(error, _)| is_nesting(error)) {
            let Some(source) = &variant.source else { continue };
            let members = [format!("{}: v0", source.name), "..".to_owned()];
            let find = match self.binding {
                None => {
                    let finds = error.from_catalog.iter().map(|path| format!("__ec::nested::<{path}>(v0)"));
                    let or_else = |all: String, find: String| format!("__ec::Option::or_else({all}, || {find})");
                    finds.reduce(or_else).unwrap_or_default()
                }
                // The application wrote the type of the source.
                Some(_) if source.optional => "__ec::Option::map(__ec::Option::as_ref(v0), __ec::as_row)".to_owned(),
                Some(_) => "__ec::Some(__ec::as_row(v0))".to_owned(),
            };
            self.put_cfg(16, &variant.cfg);
            put!(self, "                {} => {find},", variant.with(&self.options.error, &members));
        }
        if self.variants().any(|(error, _)| !is_nesting(error)) || self.has_cfg() || self.is_incomplete() {
            put!(self, "                _ => __ec::None,");
        }
        put!(self, "            }}");
        put!(self, "        }}");
        if self.binding.is_none() {
            let parameters = "&self, f: &mut __ec::fmt::Formatter<'_>";
            put!(self, "        fn fmt_own({parameters}) -> __ec::Option<__ec::fmt::Result> {{");
            put!(self, "            __ec::Option::and_then(__ec::Row::nested(self), |it| it.fmt_own(f))");
            put!(self, "        }}");
        }
    }

    /// The argument of the macro that writes the method `status`, which depends on the value of the error if the error
    /// can contain another error or has several statuses.
    pub(super) fn status_of(&self) -> &'static str {
        match (self.has_nested(), self.has_several_statuses()) {
            (true, _) => ", nested",
            (false, true) => ", several",
            (false, false) => "",
        }
    }

    /// Writes the line that calls a method of the contained error instead of the method that contains the line.
    pub(super) fn put_nested(&mut self, call: &str) {
        if self.has_nested() {
            put!(self, "            if let __ec::Some(it) = __ec::Row::nested(self) {{ return it.{call}; }}");
        }
    }
}

fn is_nesting(error: &Error) -> bool {
    !error.from_catalog.is_empty()
}
