//! The same three errors in every preset and in a custom body, and field-level errors in every shape.

use std::fmt::{self, Display};
use std::time::Duration;

use error_catalog::Json;
use serde::Serialize;

/// A type of the application, whose text and JSON differ.
#[derive(Clone, Serialize)]
pub(crate) struct Quoted(pub(crate) String);

impl Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

pub(crate) const SECRET: &str = "secret 7f3a";

pub(crate) const WAIT: Duration = Duration::from_millis(29_001);

pub(crate) mod rfc9457 {
    #[error_catalog::error_catalog("tests/fixtures/presets/rfc9457.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod json_api {
    #[error_catalog::error_catalog("tests/fixtures/presets/json-api.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod google {
    #[error_catalog::error_catalog("tests/fixtures/presets/google.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod graphql {
    #[error_catalog::error_catalog("tests/fixtures/presets/graphql.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod oauth2 {
    #[error_catalog::error_catalog("tests/fixtures/presets/oauth2.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod fastapi {
    #[error_catalog::error_catalog("tests/fixtures/presets/fastapi.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod aspnet {
    #[error_catalog::error_catalog("tests/fixtures/presets/aspnet.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod kubernetes {
    #[error_catalog::error_catalog("tests/fixtures/presets/kubernetes.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod matrix {
    #[error_catalog::error_catalog("tests/fixtures/presets/matrix.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod github {
    #[error_catalog::error_catalog("tests/fixtures/presets/github.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod stripe {
    #[error_catalog::error_catalog("tests/fixtures/presets/stripe.toml")]
    pub(crate) mod errors {}
}

pub(crate) mod free {
    #[error_catalog::error_catalog("tests/fixtures/presets/free.toml")]
    pub(crate) mod errors {}
}

/// `each_preset!(Error => …)`: the expression with the type of every catalog, in a list.
macro_rules! each_preset {
    ($error:ident => $value:expr) => {
        [
            {
                use $crate::presets::rfc9457::errors::Error as $error;
                ("rfc9457", $value)
            },
            {
                use $crate::presets::json_api::errors::Error as $error;
                ("json-api", $value)
            },
            {
                use $crate::presets::google::errors::Error as $error;
                ("google", $value)
            },
            {
                use $crate::presets::graphql::errors::Error as $error;
                ("graphql", $value)
            },
            {
                use $crate::presets::oauth2::errors::Error as $error;
                ("oauth2", $value)
            },
            {
                use $crate::presets::fastapi::errors::Error as $error;
                ("fastapi", $value)
            },
            {
                use $crate::presets::aspnet::errors::Error as $error;
                ("aspnet", $value)
            },
            {
                use $crate::presets::kubernetes::errors::Error as $error;
                ("kubernetes", $value)
            },
            {
                use $crate::presets::matrix::errors::Error as $error;
                ("matrix", $value)
            },
            {
                use $crate::presets::github::errors::Error as $error;
                ("github", $value)
            },
            {
                use $crate::presets::stripe::errors::Error as $error;
                ("stripe", $value)
            },
            {
                use $crate::presets::free::errors::Error as $error;
                ("free", $value)
            },
        ]
    };
}

pub(crate) use each_preset;

/// A value with the text as each key and string.
pub(crate) fn json_of(text: &str) -> Json {
    Json::from([(text, Json::List([Json::from(text), Json::Null, true.into(), (-1).into(), 0.5.into()].into()))])
}
