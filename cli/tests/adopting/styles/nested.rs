//! The errors of a file service, in nested modules and with macros.

pub mod api {
    pub mod error {
        use std::path::Path;
        use std::sync::Arc;

        use axum::{http::StatusCode, response::IntoResponse, response::Response};
        use thiserror::Error as ThisError;

        macro_rules! bail {
            ($($token:tt)*) => { return Err(FileError::Denied(format!($($token)*))) };
        }

        /// An error of the file service.
        ///
        /// The API sends it as JSON.
        #[cfg_attr(all(), derive(ThisError, Clone))]
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant)]
        pub enum FileError {
            /// The path does not exist.
            #[error("{} does not exist", .0.display())]
            Missing(Arc<Path>),
            #[cfg_attr(all(), error("access denied: {0}"))]
            Denied(String),
            #[error("the quota of {limit} bytes is used up", limit = .limit * 1024)]
            Quota { limit: u64, #[allow(dead_code)] r#type: &'static str },
            #[error("the disk failed")]
            Disk {
                // The client does not need the cause.
                #[source] /* kept */ cause: Arc<std::io::Error>,
                callback: fn(u32) -> u32,
                nothing: (),
            },
            #[cfg(feature = "never")]
            #[error("never {0}")]
            Never(u8),
        }

        impl FileError {
            /// The status of the response.
            pub fn status_code(&self) -> u16 {
                match self {
                    Self::Missing(_) => 404,
                    Self::Denied(_) => 403,
                    Self::Quota { .. } => 413,
                    Self::Disk { .. } => 500,
                    #[cfg(feature = "never")]
                    Self::Never(_) => 503,
                }
            }
        }

        impl IntoResponse for FileError {
            fn into_response(self) -> Response {
                let status = StatusCode::from_u16(self.status_code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                (status, self.to_string()).into_response()
            }
        }

        pub fn open(path: &Path) -> Result<Vec<u8>, FileError> {
            if path.as_os_str().is_empty() {
                bail!("the path is {:?}", path);
            }
            std::fs::read(path).map_err(|cause| match cause.kind() {
                std::io::ErrorKind::NotFound => FileError::Missing(path.into()),
                std::io::ErrorKind::StorageFull => FileError::Quota { limit: 1, r#type: "hard" },
                _ => FileError::Disk { cause: Arc::new(cause), callback: |it| it, nothing: () },
            })
        }
    }
}
