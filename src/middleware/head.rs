//! What the function that makes a context is given.

use alloc::string::String;

/// What middleware knows of a request before a handler sees it.
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

    /// The first value of a header, by its name in any case; `None` where there is none, or one that is not visible
    /// ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        (self.header)(name)
    }

    /// The value of a header as the id of the request: anything but empty, at most 128 bytes of visible ASCII, no
    /// space among them. `None` for all else, since the client chose it, and it goes into logs and other systems.
    #[must_use]
    pub fn id(&self, header: &str) -> Option<String> {
        let id = self.header(header)?;
        let safe = (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        safe.then(|| String::from(id))
    }
}
