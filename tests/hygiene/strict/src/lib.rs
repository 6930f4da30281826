//! A crate without std and without a prelude, with every lint enabled.

#![no_std]
#![forbid(unsafe_code)]
#![no_implicit_prelude]

/// The form with a module.
pub mod module {
    use ::problems::__private::core::fmt::{Debug, Display, Formatter, Result as Written};
    use ::problems::__private::{Result as Real, Serialize, Serializer};

    /// A type of the application.
    #[derive(Debug)]
    pub struct Which;

    impl Display for Which {
        fn fmt(&self, f: &mut Formatter<'_>) -> Written {
            f.write_str("which")
        }
    }

    impl ::problems::__private::core::error::Error for Which {}

    impl Serialize for Which {
        fn serialize<S: Serializer>(&self, serializer: S) -> Real<S::Ok, S::Error> {
            serializer.serialize_str("which")
        }
    }

    #[::problems::error_catalog(crate = "::problems")]
    pub mod errors {}
}

mod private {
    #[::problems::error_catalog(crate = "::problems")]
    pub(crate) enum Failure {}

    #[::problems::error_catalog(crate = "::problems")]
    enum Unused {}
}

/// Uses the enum in the private module.
#[must_use]
pub fn status() -> u16 {
    private::Failure::invalid(::problems::Violations::new(), module::Which, ::problems::__private::None).status()
}
