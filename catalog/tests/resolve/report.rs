//! What a report says about its problems.

use error_catalog_model::{Diagnostic, Report, Severity, SourceFile, Span, rules};

/// A report with one problem for each rule. The message of a problem is its index.
fn report(ids: &[&str]) -> Report {
    let span = Span { file: 0, start: 0, end: 1 };
    let problem = |(at, id): (usize, &&str)| Diagnostic::new(rules::find(id).unwrap(), span, at.to_string());
    let file = SourceFile { path: "errors.toml".to_owned(), text: "é\nxéz\n".to_owned() };
    Report::new(vec![file], ids.iter().enumerate().map(problem).collect())
}

#[test]
fn a_position_counts_lines_and_characters() {
    let mut report = report(&[]);
    for (offset, expected) in [(0, (1, 1)), (2, (1, 2)), (3, (2, 1)), (4, (2, 2)), (6, (2, 3)), (8, (3, 1))] {
        assert_eq!(report.position(0, offset), Some(expected), "{offset}");
    }
    assert_eq!(report.position(1, 0), None);
    // A file may be added later.
    report.files.extend(report.files.clone());
    assert_eq!(report.position(1, 6), Some((2, 3)));
}

#[test]
fn errors_take_precedence_over_warnings() {
    let report = report(&["repeated-title", "syntax", "syntax", "repeated-title"]);
    for (limit, expected, more) in [
        (0, [].as_slice(), 4),
        (1, &["1"], 3),
        (2, &["1", "2"], 2),
        (3, &["0", "1", "2"], 1),
        (4, &["0", "1", "2", "3"], 0),
        (5, &["0", "1", "2", "3"], 0),
    ] {
        let (first, others) = report.first(limit);
        let shown: Vec<&str> = first.map(|problem| problem.message.as_str()).collect();
        assert_eq!((shown.as_slice(), others), (expected, more), "{limit}");
    }
}

#[test]
fn a_lint_does_not_prevent_the_use_of_the_catalog() {
    let mut report = report(&["repeated-title", "syntax", "repeated-title"]);
    report.diagnostics[0].severity = Severity::Error;
    assert!(report.has_errors() && report.is_refused());
    let errors = report.render_errors();
    assert_eq!(errors, [report.render(&report.diagnostics[1])]);
    assert!(errors[0].starts_with("error[syntax]: 1\n"), "{}", errors[0]);
    report.diagnostics.remove(1);
    assert!(!report.has_errors() && report.is_refused());
    assert!(report.render_errors().is_empty());
}

#[test]
fn only_the_first_errors_are_rendered() {
    for (errors, rest) in [
        (Report::SHOWN, None),
        (Report::SHOWN + 1, Some("1 more problem")),
        (Report::SHOWN + 2, Some("2 more problems")),
    ] {
        // Warnings are neither rendered nor counted.
        let report = report(&[vec!["repeated-title"; 150], vec!["syntax"; errors]].concat());
        let rendered = report.render_errors();
        assert!(rendered[..Report::SHOWN].iter().all(|problem| problem.starts_with("error[syntax]: ")));
        let rest =
            rest.map(|rest| format!("the catalog has {rest}; `error-catalog check --format json` lists all problems"));
        assert_eq!(rendered.get(Report::SHOWN), rest.as_ref());
    }
}
