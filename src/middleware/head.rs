//! The head of a request, which an application can use to make the request's context.

use alloc::string::String;

/// The head of a request, as middleware sees it before a handler runs.
pub struct RequestHead<'a> {
    method: &'a str,
    path: &'a str,
    header: &'a dyn Fn(&str) -> Option<&'a str>,
}

impl<'a> RequestHead<'a> {
    pub(crate) fn new(method: &'a str, path: &'a str, header: &'a dyn Fn(&str) -> Option<&'a str>) -> Self {
        Self { method, path, header }
    }

    /// The method, such as `GET`.
    #[must_use]
    pub fn method(&self) -> &'a str {
        self.method
    }

    /// The path of the target, without the query.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The first value of the header with this name, where upper and lower case are the same; `None` if the request has
    /// no such header, or if the value of the header is not visible ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        (self.header)(name)
    }

    /// The value of a header, if the value is a valid id of a request. A valid id consists of 1 to 128 ASCII letters,
    /// digits and characters of `-._~`, which are the unreserved characters of RFC 3986. The result is `None` for any
    /// other value: the client chooses the value, and the id goes into logs, URLs and other systems.
    #[must_use]
    pub fn id(&self, header: &str) -> Option<String> {
        let id = self.header(header)?;
        let safe = (1..=128).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'));
        safe.then(|| String::from(id))
    }
}
