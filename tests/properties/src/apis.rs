//! The same errors in every preset, and the client that reads them.

/// The catalogs of the presets, each with the module of its errors.
macro_rules! presets {
    ($($preset:ident: $path:literal,)*) => {
        $(
            pub(crate) mod $preset {
                #[error_catalog::error_catalog($path)]
                pub(crate) mod errors {}
            }
        )*
    };
}

presets! {
    rfc9457: "../fixtures/client/rfc9457.toml",
    json_api: "../fixtures/client/json-api.toml",
    google: "../fixtures/client/google.toml",
    oauth2: "../fixtures/client/oauth2.toml",
    graphql: "../fixtures/client/graphql.toml",
    aspnet: "../fixtures/client/aspnet.toml",
    kubernetes: "../fixtures/client/kubernetes.toml",
    matrix: "../fixtures/client/matrix.toml",
    stripe: "../fixtures/client/stripe.toml",
}

/// `each_preset!(Error => …)` evaluates an expression for the error type of every preset.
macro_rules! each_preset {
    ($error:ident => $value:expr) => {{
        {
            use $crate::apis::rfc9457::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::json_api::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::google::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::oauth2::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::graphql::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::aspnet::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::kubernetes::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::matrix::errors::Error as $error;
            $value;
        }
        {
            use $crate::apis::stripe::errors::Error as $error;
            $value;
        }
    }};
}

pub(crate) use each_preset;
