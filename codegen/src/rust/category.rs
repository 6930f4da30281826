//! Writes the category enum.

use super::{Rust, docs, literal, put};

impl Rust<'_> {
    /// Writes the category enum.
    ///
    /// ```text
    /// /// Users
    /// #[derive(Clone, Copy, …)]
    /// pub enum Category { Users, … }
    /// ```
    pub(super) fn render_category_enum(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        self.put_docs(0, "The categories of the catalog.");
        self.put_derives(&["Debug"]);
        self.open_enum(&options.category);
        for category in &catalog.categories {
            self.put_docs(4, &docs::category_docs(category));
            put!(self, "    {},", category.variant);
        }
        self.close_enum();
    }

    /// Writes the methods and traits of the enum of categories.
    ///
    /// ```text
    /// impl Category {
    ///     pub const ALL: &'static [Self] = …;
    ///     pub const fn as_str(self) -> &'static str { match self { Self::Users => "users", … } }
    ///     pub const fn title(self) -> &'static str { … }
    /// }
    /// ```
    pub(super) fn render_category_impls(&mut self) {
        let (catalog, name) = (self.catalog, &self.options.category);
        self.put_list("categories", name, catalog.categories.iter().map(|category| category.variant.as_str()));
        put!(self, "    impl {name} {{");
        self.put_all("categories");
        for (method, docs, column) in [
            ("as_str", "Returns the key of the category in the catalog.", 0),
            ("title", "Returns the heading of the category.", 1),
        ] {
            self.put_docs(8, docs);
            put!(self, "        #[must_use]");
            put!(self, "        pub const fn {method}(self) -> &'static __ec::str {{");
            put!(self, "            match self {{");
            for category in &catalog.categories {
                let text = literal::string([&category.key, &category.title][column]);
                put!(self, "                Self::{} => {text},", category.variant);
            }
            put!(self, "            }}");
            put!(self, "        }}");
        }
        put!(self, "    }}");
        self.put_fmt_impl(name, "Display", "f.pad(Self::as_str(*self))");
    }
}
