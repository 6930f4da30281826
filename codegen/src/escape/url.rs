//! Finds bare URLs, which many sites make into links.

/// The places in a line at which a site can begin a link without a marker, such as `https://a.b` or `www.a.b`.
///
/// Such a link ends at white space. Inside the link, no backtick begins code, and no backslash is an escape. If a bare
/// URL contains code or an escape, its start is therefore escaped, so that no site makes a link of the URL.
#[derive(Default)]
pub struct BareUrls {
    starts: Vec<usize>,
}

impl BareUrls {
    /// Reads the text that the line contains after the index `from`.
    pub fn read(&mut self, line: &str, from: usize) {
        for (at, byte) in line.bytes().enumerate().skip(from) {
            let until = &line.as_bytes()[..=at];
            match byte {
                b' ' | b'\t' | b'\n' => self.starts.clear(),
                // Some sites make links of URLs with any scheme.
                b'/' if until.ends_with(b"://") && !until.ends_with(b"\\://") => self.starts.push(at - 2),
                b'.' if until[at.saturating_sub(3)..].eq_ignore_ascii_case(b"www.") => self.starts.push(at),
                _ => {}
            }
        }
    }

    /// Escapes the starts of the bare URLs at the end of the line.
    pub fn escape(&mut self, line: &mut String) {
        let Some(&first) = self.starts.first() else { return };
        let tail = line.split_off(first);
        let mut copied = 0;
        for at in self.starts.drain(..).map(|at| at - first) {
            line.push_str(&tail[copied..at]);
            // Python-Markdown would show a backslash before a colon.
            line.push_str(if tail[at..].starts_with(':') { "&#58;" } else { "&#46;" });
            copied = at + 1;
        }
        line.push_str(&tail[copied..]);
    }
}
