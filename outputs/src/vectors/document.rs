//! The document of the vectors.

use error_catalog_codegen::program::Response;
use error_catalog_wire::Json;
use serde::{Serialize, Serializer};

/// Responses, and what a client must read from each of them.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Vectors"))]
pub struct VectorsDocument {
    /// The text that marks the file as generated.
    #[serde(rename = "$comment")]
    pub(super) comment: String,
    /// The version of the format. A version adds members, but neither removes members nor changes their meaning.
    pub(super) version: u32,
    /// The cases.
    pub(super) cases: Vec<CaseDocument>,
}

/// A response, and what a client must read from it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Case"))]
pub(super) struct CaseDocument {
    /// What the case tests. No two cases have the same name.
    pub(super) name: String,
    /// The HTTP status of the response.
    #[cfg_attr(feature = "schema", schemars(range(min = 100, max = 599)))]
    pub(super) status: u16,
    /// The headers of the response. Upper and lower case are the same in a name.
    #[serde(serialize_with = "as_object")]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, String>"))]
    pub(super) headers: Vec<(String, String)>,
    /// The body of the response, as text. The text may not be JSON.
    pub(super) body: String,
    /// What a client must read. The case does not test a value whose member is absent.
    pub(super) expect: ExpectDocument,
}

/// What a client must read. The case does not test a value whose member is absent.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Expect"))]
pub(super) struct ExpectDocument {
    /// Whether the response is an error of the catalog.
    pub(super) known: bool,
    /// The current code of a known error, even if the response contains no code or an alias. For an unknown error, the
    /// code that the response contains; null if the response contains no code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<Option<String>>,
    /// The title that the response contains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    /// The message that the response contains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<String>,
    /// The message for end users that the response contains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_message: Option<String>,
    /// The id of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) request_id: Option<String>,
    /// The values of fields; null for an optional field without a value. A client that keeps the values of texts and
    /// headers as strings may compare these values as text.
    #[serde(serialize_with = "as_object", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub(super) fields: Vec<(String, Json)>,
    /// The field-level errors, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) violations: Option<Vec<ViolationCase>>,
    /// The wait that the response asks for, in seconds; null if it asks for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub(super) retry_after: Option<Json>,
    /// Whether the client should send the same request again.
    pub(super) retryable: bool,
}

/// A field-level error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ViolationCase"))]
pub(super) struct ViolationCase {
    /// The JSON Pointer of the invalid member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pointer: Option<String>,
    /// The code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
    /// The message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<String>,
}

impl CaseDocument {
    pub(super) fn new(name: String, response: Response, expect: ExpectDocument) -> Self {
        let Response { status, headers, body, .. } = response;
        Self { name, status, headers, body, expect }
    }
}

fn as_object<V: Serialize, S: Serializer>(members: &[(String, V)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
}
