//! Finds and reads all files of a catalog: the main file, the included files, and the locales next to the main file.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Span, rules};
use crate::glob::{is_pattern, matches};
use crate::interner::{Interner, sort_by};
use crate::names::nearest;
use crate::paths::{is_inside, locale_of};
use crate::raw::{Raw, Role, Sp, parse_file};
use crate::source::{Source, SourceError, SourceFile};
use crate::spans::SpanMap;

/// The maximum length of a chain of files, each of which includes the next.
const MAX_CHAIN: usize = 100;

/// The maximum number of different patterns. Each pattern is compared with every file below its folder.
const MAX_PATTERNS: usize = 100;

/// The maximum length of a pattern, in bytes. Linux does not open a file by a longer path.
const MAX_PATTERN: usize = 4096;

/// The number of files that a report shows at each end of a long chain.
const SHOWN: usize = 5;

/// The number of missing files for which a similar name is searched.
const MAX_SUGGESTIONS: usize = 100;

/// The files that were read, their entries, and where the files were searched.
#[derive(Default)]
pub(crate) struct Loaded {
    pub(crate) files: Vec<SourceFile>,
    pub(crate) raw: Vec<Raw>,
    pub(crate) spans: SpanMap,
    pub(crate) folders: Vec<String>,
    /// The patterns of `include`, relative to the catalog's folder.
    pub(crate) patterns: Vec<String>,
}

struct Loader<'a> {
    source: &'a dyn Source,
    main: &'a str,
    loaded: Loaded,
    /// The paths of the files that were read.
    known: Interner<'static>,
    /// The folders that were searched, and their entries.
    listed: Interner<'static>,
    lists: Vec<Vec<String>>,
    /// The number of missing files for which a similar name was searched.
    suggestions: usize,
    /// The files that are being read. Each is included by the file before it.
    chain: Vec<String>,
    /// The includes that are reported because a file includes itself: the file of the include, and the path.
    cycles: Interner<'static>,
    diagnostics: &'a mut Diagnostics,
}

/// Reads the files in the order in which their errors are listed: each file before the files that it includes.
///
/// The files of locales come last, and are read only if `locales` is true.
pub(crate) fn load_files(main: &str, source: &dyn Source, locales: bool, diagnostics: &mut Diagnostics) -> Loaded {
    let mut loader = Loader {
        source,
        main,
        loaded: Loaded::default(),
        known: Interner::default(),
        listed: Interner::default(),
        lists: Vec::new(),
        suggestions: 0,
        chain: Vec::new(),
        cycles: Interner::default(),
        diagnostics,
    };
    match source.read(main) {
        Ok(text) => {
            loader.load(main, text, Role::Main);
            if locales {
                loader.load_locales();
            }
        }
        Err(error) => {
            let shown = source.show(main);
            let (rule, message) = match error {
                SourceError::NotFound => (&rules::FILE_NOT_FOUND, format!("there is no file `{shown}`")),
                error => unreadable(&shown, &error),
            };
            let diagnostic =
                Diagnostic { span: None, ..Diagnostic::new(rule, Span { file: 0, start: 0, end: 0 }, message) };
            let diagnostic = loader.diagnostics.add(diagnostic);
            if rule.id == rules::FILE_NOT_FOUND.id {
                let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
                if let Some(near) = nearest(name, &source.list(folder)) {
                    let above = shown.strip_suffix(name).unwrap_or("");
                    diagnostic.help(format!("did you mean `{above}{near}`?"));
                }
            }
        }
    }
    let folders = &mut loader.loaded.folders;
    sort_by(folders, String::cmp);
    folders.dedup();
    loader.loaded
}

fn unreadable(path: &str, error: &SourceError) -> (&'static Rule, String) {
    match error {
        SourceError::NotUtf8 { offset } => {
            (&rules::FILE_NOT_UTF8, format!("`{path}` is not UTF-8: byte {offset} is not part of a character"))
        }
        SourceError::Unreadable(why) => (&rules::FILE_UNREADABLE, format!("`{path}` cannot be read: {why}")),
        SourceError::Outside => (&rules::INCLUDE_OUTSIDE, format!("`{path}` is outside the catalog's folder")),
        SourceError::NotFound => (&rules::INCLUDE_MISSING, format!("there is no file `{path}`")),
    }
}

impl Loader<'_> {
    fn load(&mut self, path: &str, text: String, role: Role<'_>) {
        // The line breaks of a checkout must not change the catalog, but TOML would keep them in multi-line strings.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        // Most texts contain no carriage return. The search for one character takes fewer instructions.
        let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() };
        let index = self.loaded.files.len();
        let raw = parse_file(index, &text, role, &mut self.loaded.spans, self.diagnostics);
        let includes = raw.catalog.include.clone();
        self.known.insert(path.as_bytes().to_vec());
        self.loaded.files.push(SourceFile { path: path.to_owned(), text });
        self.loaded.raw.push(raw);
        self.chain.push(path.to_owned());
        for include in &includes {
            self.load_include(path, include);
        }
        self.chain.pop();
    }

    /// Follows one include: a path, or a pattern that may match nothing.
    fn load_include(&mut self, from: &str, include: &Sp<String>) {
        let Some(path) = join(from, &include.value) else {
            return self.refuse_path(&include.value, include.span);
        };
        if !is_pattern(&path) {
            return self.load_path(&path, include);
        }
        // Every file that an equal pattern matches has been read, or is being read.
        if self.loaded.patterns.contains(&path) {
            return;
        }
        if path.len() > MAX_PATTERN {
            return self.refuse_size(include, "a pattern is too long", format!("at most {MAX_PATTERN} bytes"));
        }
        if self.loaded.patterns.len() == MAX_PATTERNS {
            let expected = format!("at most {MAX_PATTERNS} different patterns");
            return self.refuse_size(include, "the catalog includes too many patterns", expected);
        }
        self.loaded.patterns.push(path.clone());
        // A link to a folder is followed only if the pattern names the link, as a path does.
        let folder = named_folder(&path);
        let leads = if folder.is_empty() { Ok(String::new()) } else { self.source.resolve(folder) };
        if let Err(error @ (SourceError::Outside | SourceError::Unreadable(_))) = leads {
            let (rule, message) = unreadable(folder, &error);
            self.diagnostics.report(rule, include.span, message).label("included here");
            return self.mark_gap();
        }
        let above = folder.match_indices('/').map(|(end, _)| folder[..end].to_owned());
        self.loaded.folders.extend(above.chain([String::new()]));
        let mut found = Vec::new();
        self.find(&path, folder, &mut found);
        sort_by(&mut found, String::cmp);
        for path in found {
            // A pattern such as `*.toml` also matches the file that contains it.
            if !is_inside(&path) {
                self.refuse_path(&path, include.span);
            } else if !self.chain.contains(&path) {
                self.load_path(&path, include);
            }
        }
    }

    fn refuse_path(&mut self, path: &str, include: Span) {
        let message = format!("`{path}` is not a path inside the catalog's folder");
        self.diagnostics
            .report(&rules::INCLUDE_OUTSIDE, include, message)
            .label("expected a relative path with `/` between its parts, such as `errors/users.toml`");
        self.mark_gap();
    }

    fn refuse_size(&mut self, include: &Sp<String>, message: &str, expected: String) {
        self.diagnostics.report(&rules::TOO_LARGE, include.span, message).label(format!("expected {expected}"));
        self.mark_gap();
    }

    fn load_path(&mut self, path: &str, include: &Sp<String>) {
        if self.chain.iter().any(|file| file == path) {
            // A file may repeat an include many times, and each report contains the chain.
            let file = self.chain.last().map_or("", String::as_str);
            if self.cycles.insert(format!("{file}\0{path}").into_bytes()).is_some() {
                return;
            }
            let message = format!("`{path}` includes itself");
            let chain = show_chain(&self.chain, path);
            self.diagnostics
                .report(&rules::INCLUDE_CYCLE, include.span, message)
                .label("this file is already being read")
                .help(format!("the chain of includes is {chain}"));
            return;
        }
        // The locales next to the main file are part of the catalog without an include.
        if self.known.find(path.as_bytes()).is_some() || locale_of(self.main, path).is_some() {
            return;
        }
        if self.chain.len() == MAX_CHAIN {
            let expected = format!("a chain of at most {MAX_CHAIN} files");
            return self.refuse_size(include, "the chain of includes is too long", expected);
        }
        match self.source.read(path) {
            Ok(text) => self.load(path, text, Role::Included),
            Err(error) => {
                let (rule, message) = unreadable(path, &error);
                let label = match error {
                    SourceError::NotFound => self.suggest(path, &include.value),
                    _ => "included here".to_owned(),
                };
                self.diagnostics.report(rule, include.span, message).label(label);
                self.mark_gap();
            }
        }
    }

    /// The most likely path for an include of a missing file, spelled as the include spells it.
    fn suggest(&mut self, path: &str, include: &str) -> String {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.suggestions += 1;
        let mut names = if self.suggestions > MAX_SUGGESTIONS { Vec::new() } else { self.list(folder) };
        // A file that is being read cannot be suggested, because the file would include itself.
        let path_of = |name: &String| if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        names.retain(|name| !self.chain.contains(&path_of(name)));
        match (nearest(name, &names), include.rsplit_once('/')) {
            (Some(near), Some((folder, _))) => format!("did you mean `{folder}/{near}`?"),
            (Some(near), None) => format!("did you mean `{near}`?"),
            (None, _) => "expected the path of a file in the catalog's folder".to_owned(),
        }
    }

    fn mark_gap(&mut self) {
        let gap = self.diagnostics.reported_since(0);
        self.loaded.raw.iter_mut().take(1).for_each(|main| main.gap = gap);
    }

    /// Collects the files below `folder` whose paths match the pattern.
    fn find(&mut self, pattern: &str, folder: &str, found: &mut Vec<String>) {
        self.loaded.folders.push(folder.to_owned());
        for name in self.list(folder) {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            match path.strip_suffix('/') {
                Some(folder) if could_match_below(pattern, folder) => self.find(pattern, folder, found),
                Some(_) => {}
                None if matches(pattern, &path) => found.push(path),
                None => {}
            }
        }
    }

    /// The sorted entries of a folder.
    fn list(&mut self, folder: &str) -> Vec<String> {
        if let Some(at) = self.listed.insert(folder.as_bytes().to_vec()) {
            return self.lists[at].clone();
        }
        let mut names = self.source.list(folder);
        sort_by(&mut names, String::cmp);
        self.lists.push(names.clone());
        names
    }

    /// Reads the locales that are files next to the main file, such as `errors.fr.toml` next to `errors.toml`.
    fn load_locales(&mut self) {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.loaded.folders.push(folder.to_owned());
        for name in self.list(folder) {
            let path = format!("{prefix}{name}");
            let Some(lang) = locale_of(self.main, &path).map(str::to_owned) else { continue };
            match self.source.read(&path) {
                Ok(text) => self.load(&path, text, Role::Locale(&lang)),
                Err(error) => {
                    let (rule, message) = unreadable(&path, &error);
                    let span = Span { file: 0, start: 0, end: 0 };
                    self.diagnostics.add(Diagnostic { span: None, ..Diagnostic::new(rule, span, message) });
                }
            }
        }
    }
}

/// The folder that a pattern names before its first `*` or `?`.
fn named_folder(pattern: &str) -> &str {
    let named = pattern.find(['*', '?']).map_or(pattern, |end| &pattern[..end]);
    named.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A chain of includes that ends with `path`. The middle of a long chain is left out.
fn show_chain(chain: &[String], path: &str) -> String {
    let shown = |paths: &[String]| paths.iter().map(|path| format!("`{path}` -> ")).collect::<String>();
    let left_out = chain.len().saturating_sub(2 * SHOWN);
    if left_out < 2 {
        return format!("{}`{path}`", shown(chain));
    }
    let (start, end) = (&chain[..SHOWN], &chain[SHOWN + left_out..]);
    format!("{}{left_out} more files -> {}`{path}`", shown(start), shown(end))
}

/// Whether a file below `folder` can match the pattern. Unless it contains `**`, the pattern must have more parts than
/// the folder.
fn could_match_below(pattern: &str, folder: &str) -> bool {
    let mut parts = pattern.split('/').peekable();
    folder.split('/').all(|name| match parts.next_if(|part| *part != "**") {
        Some(part) => matches(part, name),
        // `**` does not match hidden folders: tools keep large data in them, which changes with every commit.
        None => parts.peek().is_some() && !name.starts_with('.'),
    })
}

/// The path of an included file relative to the catalog's folder, or `None` if the path leads out of that folder.
fn join(from: &str, include: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in include.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            _ if is_inside(part) => parts.push(part),
            _ => return None,
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn reports_of_cycles_are_short() {
        let include = |path: String| format!("catalog.include = [{}]", format!("\"{path}\", ").repeat(3));
        let mut files: BTreeMap<String, String> =
            (0..20).map(|i| (format!("f{i}.toml"), include(format!("f{}.toml", i + 1)))).collect();
        files.insert("f20.toml".to_owned(), include("f0.toml".to_owned()));
        let (_, report) = crate::Catalog::parse("f0.toml", &files);
        let text = format!("{report:?}");
        assert_eq!(text.matches("`f0.toml` includes itself").count(), 1, "{text}");
        assert!(text.contains("`f4.toml` -> 11 more files -> `f16.toml`"), "{text}");
        assert_eq!(show_chain(&["a".to_owned(), "b".to_owned()], "a"), "`a` -> `b` -> `a`");
        let chain = |files: usize| show_chain(&vec!["a".to_owned(); files], "a");
        assert_eq!((chain(11).matches('a').count(), chain(12).contains(" 2 more files ")), (12, true));
    }

    #[test]
    fn a_pattern_names_the_folders_before_its_first_wildcard() {
        for (pattern, folder) in [("*.toml", ""), ("a/b/*.toml", "a/b"), ("a/b?/c/*.toml", "a"), ("a/**", "a")] {
            assert_eq!(named_folder(pattern), folder, "{pattern}");
        }
    }

    #[test]
    fn includes_stay_inside() {
        for (from, include, path) in [
            ("errors.toml", "users.toml", Some("users.toml")),
            ("errors.toml", "./parts/users.toml", Some("parts/users.toml")),
            ("parts/users.toml", "more.toml", Some("parts/more.toml")),
            ("parts/users.toml", "../more.toml", Some("more.toml")),
            ("errors.toml", "../more.toml", None),
            ("parts/users.toml", "../../more.toml", None),
            ("errors.toml", "/etc/passwd", None),
            ("errors.toml", "C:\\more.toml", None),
            ("errors.toml", "parts\\more.toml", None),
            ("errors.toml", "", None),
            ("errors.toml", "...", None),
            ("errors.toml", ".. /more.toml", None),
            ("errors.toml", "more.toml.", None),
            ("errors.toml", "more\ncargo::x=y", None),
            ("errors.toml", "\u{1b}[2J", None),
            ("errors.toml", ".hidden/more.toml", Some(".hidden/more.toml")),
        ] {
            assert_eq!(join(from, include).as_deref(), path, "{from} includes {include}");
        }
    }
}
