//! The input of the function that makes a context.

use alloc::string::String;

/// A request, as middleware sees it before a handler does.
pub struct RequestHead<'a> {
    method: &'a str,
    path: &'a str,
    header: &'a dyn Fn(&str) -> Option<&'a str>,
}

impl<'a> RequestHead<'a> {
    pub(crate) fn new(method: &'a str, path: &'a str, header: &'a dyn Fn(&str) -> Option<&'a str>) -> Self {
        Self { method, path, header }
    }

    /// The method, `GET`.
    #[must_use]
    pub fn method(&self) -> &'a str {
        self.method
    }

    /// The path of the target, without the query.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The first value of a header; the case of its name does not matter. `None` if there is none or if it is not visible
    /// ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        (self.header)(name)
    }

    /// The value of a header as the id of the request: 1 to 128 bytes of visible ASCII without spaces. `None` for
    /// anything else, because the client chooses the value, and it goes into logs and other systems.
    #[must_use]
    pub fn id(&self, header: &str) -> Option<String> {
        let id = self.header(header)?;
        let safe = (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        safe.then(|| String::from(id))
    }
}
