//! Inputs that would exhaust the stack, the memory or the time: every command ends, and says what it did not read.

use crate::support::{project, run};

/// Every kind of nesting that Rust has, each at several depths: shallow, near the limit and far above.
#[test]
fn nested_rust_does_not_overflow_the_stack() {
    let kinds = include_str!("../../../tests/fixtures/nesting.txt").lines().filter(|line| !line.starts_with("# "));
    let mut files = vec![("errors.toml".to_owned(), "[errors.user_gone]\nstatus = 410\nmessage = \"M\"\n".to_owned())];
    for (index, kind) in kinds.enumerate() {
        for count in [20, 80, 600, 2_100] {
            let mut parts = kind.split(['⟦', '⟧']);
            let mut part = |count: usize| parts.next().unwrap_or_default().repeat(count);
            let text = [part(1), part(count), part(1), part(count), part(1)].concat();
            files.push((format!("src/k{index}_{count}.rs"), format!("const A: &str = \"user_gone\";\n{text}")));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = project(&files);
    let (code, out, err) = run(folder.path(), &["where", "user_gone"]);
    assert_eq!(code, Some(0), "{err}");
    for (path, _) in &files[1..] {
        let is_noted = err.contains(&format!("{path}:2:"));
        assert!(is_noted || !path.ends_with("_2100.rs"), "{path}: {err}");
        assert!(!is_noted || !path.ends_with("_20.rs"), "{path}: {err}");
    }
    assert!(out.contains("src/k0_2100.rs:1:17"), "the words of a deep file are searched: {out}");
}
