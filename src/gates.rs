//! The macros through which the features of this crate add code to generated code.
//!
//! Generated code is the same for all features. Generated code passes its error type to [`__adapters`]. Any other code
//! that needs a feature is passed to a gate. A gate is a macro with the name of a feature. The gate expands to nothing
//! if the feature is off.

/// An open gate, which expands to its input.
#[doc(hidden)]
#[macro_export]
macro_rules! __keep {
    ($($token:tt)*) => { $($token)* };
}

/// A closed gate, which expands to nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __drop {
    ($($token:tt)*) => {};
}

macro_rules! gates {
    ($($gate:ident: $feature:literal,)*) => {$(
        #[cfg(feature = $feature)]
        pub use crate::__keep as $gate;
        #[cfg(not(feature = $feature))]
        pub use crate::__drop as $gate;
    )*};
}

#[cfg(not(any(feature = "client", feature = "from-parts")))]
pub use crate::__drop as client;
#[cfg(any(feature = "client", feature = "from-parts"))]
pub use crate::__keep as client;

gates! {
    actix_web: "actix-web",
    axum: "axum",
    examples: "examples",
    from_parts: "from-parts",
    http: "http",
    openapi: "openapi",
    poem: "poem",
    received: "client",
    tonic: "tonic",
    utoipa: "utoipa",
}

/// Implements the traits of the frameworks for an error enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __adapters {
    ($error:ident) => {
        $crate::__private::adapters! {
            @ $error, [$crate::__private::http_response], [$crate::__private::axum_response]
        }
    };
    // The application chose the types in an enum that it wrote.
    ($error:ident, bound) => {
        $crate::__private::adapters! {
            @ $error, [$crate::__private::Answer::<$error>::http], [$crate::__private::Answer::<$error>::axum]
        }
    };
    (@ $error:ident, [$($http:tt)*], [$($axum:tt)*]) => {
        $crate::__private::http! {
            // A type parameter would hide an enum of errors with the same name, hence `__Body`.
            impl<__Body: $crate::__private::core::convert::From<$crate::__private::String>>
                $crate::__private::core::convert::From<$error> for $crate::__private::http::Response<__Body>
            {
                fn from(error: $error) -> Self {
                    $($http)*(error)
                }
            }
        }

        $crate::__private::axum! {
            impl $crate::__private::axum_core::response::IntoResponse for $error {
                fn into_response(self) -> $crate::__private::axum_core::response::Response {
                    $($axum)*(self)
                }
            }
        }

        $crate::__private::actix_web! {
            impl $crate::__private::actix_web::ResponseError for $error {
                fn status_code(&self) -> $crate::__private::actix_web::StatusCode {
                    $crate::__private::actix_web::status_code(self)
                }

                fn error_response(&self) -> $crate::__private::actix_web::HttpResponse {
                    $crate::__private::actix_web::error_response(self)
                }
            }
        }

        $crate::__private::poem! {
            impl $crate::__private::poem::ResponseError for $error {
                fn status(&self) -> $crate::__private::poem::StatusCode {
                    $crate::__private::poem::status(self)
                }

                fn as_response(&self) -> $crate::__private::poem::Response {
                    $crate::__private::poem::as_response(self)
                }
            }
        }

        $crate::__private::tonic! {
            impl $crate::__private::core::convert::From<$error> for $crate::__private::tonic::Status {
                fn from(error: $error) -> Self {
                    $crate::__private::tonic::status_of(error)
                }
            }
        }
    };
}
