use error_catalog::openapi::{document, responses};
use serde_json::Value;

#[error_catalog::error_catalog]
pub mod errors {}

/// Adds the components of all errors, and the errors of one operation, to the description of the API.
pub fn add_errors(api: &mut Value) {
    let components = document::<errors::Error>()["components"].as_object();
    for (kind, components) in components.into_iter().flatten() {
        for (name, component) in components.as_object().into_iter().flatten() {
            api["components"][kind][name] = component.clone();
        }
    }
    let operation = &mut api["paths"]["/users/{id}"]["get"];
    for (status, response) in responses::<errors::Error>(&[errors::Code::UserNotFound]) {
        operation["responses"][status] = response;
    }
}
