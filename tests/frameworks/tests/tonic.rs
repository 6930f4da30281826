//! A gRPC service that answers with the errors of a catalog, and a client that reads them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::pin::Pin;
use std::time::Duration;

use error_catalog::{Context, Violations, grpc_status};
use error_catalog_frameworks::serve_tonic_health as _;
