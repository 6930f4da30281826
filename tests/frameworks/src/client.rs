//! A client that returns an answer unchanged.

/// An answer that the client has not changed.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The values of all headers of this name.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let wanted = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        wanted.map(|(_, value)| value.as_str()).collect()
    }
}

/// Sends a request over a new connection.
pub async fn send(
    base: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
    id: Option<&str>,
) -> Answer {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut request = client.request(method.parse().unwrap(), format!("{base}{path}")).body(body.to_vec());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(id) = id {
        request = request.header("x-request-id", id.as_bytes());
    }
    let response = request.send().await.unwrap();
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), String::from_utf8(value.as_bytes().into()).unwrap()));
    Answer { status: response.status().as_u16(), headers: headers.collect(), body: response.text().await.unwrap() }
}
