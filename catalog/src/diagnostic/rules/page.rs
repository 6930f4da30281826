//! The page of a rule: what the rule demands, the reason, and the example.

use super::{Case, Example, ExampleFile, Rule, RuleKind, Severity};

/// The maximum number of lines of a file that an example shows as a whole. A longer file is shown without its middle.
const LONGEST: usize = 40;

impl Rule {
    /// Renders the page of the rule, as Markdown that ends in a line break. `explain` and the documentation show the
    /// same page.
    ///
    /// ````text
    /// # `missing-key`
    ///
    /// Every required key is present.
    ///
    /// …
    /// ````
    #[must_use]
    pub fn render_page(&self) -> String {
        let mut page = format!("# `{}`\n\n{}\n\n{}\n", self.id, self.summary, self.describe_kind());
        match self.kind {
            RuleKind::Hard | RuleKind::Lint => page += &format!("\n## Why\n\n{}\n", self.why),
            RuleKind::Change(cases) => {
                page += "\n## Effect\n\n";
                for case in cases {
                    page += &format!("- **{}**: {}\n", case.effect(), case.why);
                }
            }
        }
        page += "\n## Example\n";
        self.example.render(&mut page, matches!(self.kind, RuleKind::Change(_)));
        page
    }

    /// Describes the kind of the rule, and what this kind means for the catalog.
    #[must_use]
    pub fn describe_kind(&self) -> String {
        let id = self.id;
        match (self.kind, self.severity) {
            (RuleKind::Hard, _) => "This is a hard rule, which cannot be turned off.".to_owned(),
            (RuleKind::Lint, Severity::Allowed) => {
                format!("This is a lint that is off by default: `{id} = \"warn\"` in `[lints]` turns this lint on.")
            }
            (RuleKind::Lint, _) => format!("This is a lint: `{id} = \"allow\"` in `[lints]` turns this lint off."),
            (RuleKind::Change(cases), _) => describe_effects(cases),
        }
    }
}

/// Says which new version a change needs, for each effect that the change may have.
fn describe_effects(cases: &[Case]) -> String {
    let effects: Vec<&str> = cases.iter().map(|case| case.effect()).collect();
    match effects.as_slice() {
        ["refused"] => "This change is not allowed, not even in a new major version.".to_owned(),
        ["asked"] => {
            "Regardless of the version, a release needs an answer to this question: is the error still the same? The \
                      example shows both answers."
                .to_owned()
        }
        ["refused", rest @ ..] => format!(
            "Depending on its effect, this change requires a new {} version, or is not allowed in any version.",
            rest.join(" or ")
        ),
        [only] => format!("This change requires a new {only} version."),
        [rest @ .., last] => {
            format!("Depending on its effect, this change requires a new {} or {last} version.", rest.join(", "))
        }
        [] => String::new(),
    }
}

impl Example {
    fn render(&self, page: &mut String, is_change: bool) {
        let is_named = self.bad.iter().chain(self.good).any(|file| file.path != "errors.toml");
        self.bad.iter().for_each(|file| file.render(page, is_named));
        let tool = if is_change { "\n`error-catalog diff` prints:\n" } else { "\nerror-catalog reports:\n" };
        *page += tool;
        push_block(page, "text", self.message);
        if !self.good.is_empty() {
            *page += "\nWrite this instead:\n";
            self.good.iter().for_each(|file| file.render(page, is_named));
        }
    }
}

impl ExampleFile {
    fn render(&self, page: &mut String, is_named: bool) {
        if is_named {
            *page += &format!("\n`{}`:\n", self.path);
        }
        let language = match self.path.rsplit_once('.') {
            Some((_, "md")) => "markdown",
            Some((_, "yaml")) => "yaml",
            Some((_, "j2")) => "jinja",
            _ => "toml",
        };
        push_block(page, language, &shorten(&self.text()));
    }
}

/// Leaves out most lines of a text that is too long for a page.
fn shorten(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        lines if lines.len() > LONGEST => {
            format!("{}\n# …\n{}", lines[..LONGEST / 4].join("\n"), lines[lines.len() - 1])
        }
        lines => lines.join("\n"),
    }
}

/// Appends a fenced block. The fence is longer than any fence in the text.
fn push_block(page: &mut String, language: &str, text: &str) {
    let fence = if text.contains("```") { "````" } else { "```" };
    *page += &format!("\n{fence}{language}\n{}\n{fence}\n", text.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_text_is_shortened() {
        let lines = |number: usize| vec!["a"; number].join("\n");
        assert_eq!(shorten(&lines(LONGEST)), lines(LONGEST));
        assert_eq!(shorten(&lines(LONGEST + 1)), format!("{}\n# …\na", lines(LONGEST / 4)));
    }
}
