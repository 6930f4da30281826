//! What the features of this crate make of generated code.
//!
//! Generated code is the same whatever features are on: it hands its type, or a piece of itself, to one of these
//! macros, and where the feature is off nothing comes of it.

/// The traits of web frameworks, for a type of errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __adapters {
    ($error:ident) => {
        $crate::__http! { $error }
        $crate::__axum! { $error }
        $crate::__actix_web! { $error }
        $crate::__poem! { $error }
        $crate::__tonic! { $error }
    };
}

/// What only a client needs.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($($item:item)*) => { $($item)* };
}

#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($($item:tt)*) => {};
}

/// Documented examples as values.
#[cfg(feature = "examples")]
#[doc(hidden)]
#[macro_export]
macro_rules! __examples {
    ($($item:item)*) => { $($item)* };
}

#[cfg(not(feature = "examples"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __examples {
    ($($item:tt)*) => {};
}

#[cfg(feature = "http")]
#[doc(hidden)]
#[macro_export]
macro_rules! __http {
    ($error:ident) => {
        // A type parameter hides the type of errors that is called like it: nobody's is called `__Body`.
        impl<__Body: $crate::__private::core::convert::From<$crate::__private::String>>
            $crate::__private::core::convert::From<$error> for $crate::__private::http::Response<__Body>
        {
            fn from(error: $error) -> Self {
                $crate::__private::http_response(error)
            }
        }
    };
}

#[cfg(not(feature = "http"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __http {
    ($error:ident) => {};
}

#[cfg(feature = "axum")]
#[doc(hidden)]
#[macro_export]
macro_rules! __axum {
    ($error:ident) => {
        impl $crate::__private::axum_core::response::IntoResponse for $error {
            fn into_response(self) -> $crate::__private::axum_core::response::Response {
                $crate::__private::http_response(self)
            }
        }
    };
}

#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __axum {
    ($error:ident) => {};
}

#[cfg(feature = "actix-web")]
#[doc(hidden)]
#[macro_export]
macro_rules! __actix_web {
    ($error:ident) => {
        impl $crate::__private::actix_web::ResponseError for $error {
            fn status_code(&self) -> $crate::__private::actix_web::StatusCode {
                $crate::__private::actix_web::status_code(self)
            }

            fn error_response(&self) -> $crate::__private::actix_web::HttpResponse {
                $crate::__private::actix_web::error_response(self)
            }
        }
    };
}

#[cfg(not(feature = "actix-web"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __actix_web {
    ($error:ident) => {};
}

#[cfg(feature = "poem")]
#[doc(hidden)]
#[macro_export]
macro_rules! __poem {
    ($error:ident) => {
        impl $crate::__private::poem::ResponseError for $error {
            fn status(&self) -> $crate::__private::poem::StatusCode {
                $crate::__private::poem::status(self)
            }

            fn as_response(&self) -> $crate::__private::poem::Response {
                $crate::__private::poem::as_response(self)
            }
        }
    };
}

#[cfg(not(feature = "poem"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __poem {
    ($error:ident) => {};
}

#[cfg(feature = "tonic")]
#[doc(hidden)]
#[macro_export]
macro_rules! __tonic {
    ($error:ident) => {
        impl $crate::__private::core::convert::From<$error> for $crate::__private::tonic::Status {
            fn from(error: $error) -> Self {
                $crate::__private::tonic::status_of(&error)
            }
        }
    };
}

#[cfg(not(feature = "tonic"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __tonic {
    ($error:ident) => {};
}
