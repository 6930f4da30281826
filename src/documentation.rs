//! The references of the catalog format, the command line and the contract, and pages about single topics.
//!
//! The same pages are in the folder `docs` of the repository.
// On a page, a link to another page refers to a definition at the end of the page. Markdown uses the first definition
// of a name, so the definitions in `links.md`, which lead to the modules here, take precedence.

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/format.md")]
pub mod format {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/cli.md")]
pub mod cli {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/contract.md")]
pub mod contract {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/bound-enums.md")]
pub mod bound_enums {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/middleware.md")]
pub mod middleware {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/observability.md")]
pub mod observability {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/build-systems.md")]
pub mod build_systems {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/adopting.md")]
pub mod adopting {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/outputs/json-schema.md")]
pub mod json_schema {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/outputs/openapi.md")]
pub mod openapi {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/outputs/python.md")]
pub mod python {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/outputs/templates.md")]
pub mod templates {}

#[doc = include_str!("documentation/links.md")]
#[doc = include_str!("../docs/outputs/typescript.md")]
pub mod typescript {}

#[doc = include_str!("../docs/outputs/vectors.md")]
pub mod vectors {}
