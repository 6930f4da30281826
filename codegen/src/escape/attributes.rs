//! Finds lists of attributes, such as `{: .note onclick=… }`.

/// The places in a line at which a list of attributes could begin. Extensions of Python-Markdown, Kramdown and others
/// read such a list after an element, and at the end of a line or of a cell.
pub(super) struct Attributes<'a> {
    line: &'a str,
    /// The index of the last brace that could close a list at the end of the line or of a cell.
    end: Option<usize>,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        let closes = |at: usize| {
            let after = line[at + 1..].trim_start_matches([' ', '\t', '#']);
            after.is_empty() || after.starts_with('|')
        };
        Self { line, end: line.rmatch_indices('}').map(|(at, _)| at).find(|at| closes(*at)) }
    }

    /// Whether the brace at this index could open a list of attributes.
    pub(super) fn begin_at(&self, at: usize) -> bool {
        match self.line[..at].chars().next_back() {
            Some('`' | '*' | '_' | ')' | ']' | '>' | '~' | '^' | '=' | '+' | ':') => true,
            _ if self.line[at + 1..].starts_with(':') => true,
            None | Some(' ' | '\t') => self.end.is_some_and(|end| at < end),
            Some(_) => false,
        }
    }
}
