//! Comments of a lock are kept in the next one.

use error_catalog_model::contract::carry_comments;

const OLD: &str = r#"# What clients of this API depend on: the contract of its errors, as of the last release, and what is gone for ever.
# `error-catalog release` writes this file. Commit it with the catalog, and do not edit it by hand.

# Ours: ask #api before you touch this.

# Really.
format = 1
version = "1.0.0" # spring

[wire]
content-type = "application/json"

# About a.
[errors.a]
code = "A#1"
# Told by us.
status = 404 # "not" 410
aliases = [
    # Of old.
    "AA", # with tail
]

# About b.
[errors.b]
code = "B"
# The first words.
message = "b"
title = "B" # b's title

# About c.
[errors.c]
code = "C"
number = 1 # one

# About d, gone long ago.
[gone.D]
note = "d"

# Last words.
"#;

const NEW: &str = r#"# What clients of this API depend on: the contract of its errors, as of the last release, and what is gone for ever.
# `error-catalog release` writes this file. Commit it with the catalog, and do not edit it by hand.

format = 1
version = "2.0.0"

[wire]
content-type = "application/json"

[errors.a]
code = "A#1"
aliases = [
    "AA",
    "AAA",
]
status = 410

[errors.see]
code = "CC"
aliases = [
    "C",
]

[gone.B]
message = "b"

[gone.D]
note = "d"
"#;

const EXPECTED: &str = r#"# What clients of this API depend on: the contract of its errors, as of the last release, and what is gone for ever.
# `error-catalog release` writes this file. Commit it with the catalog, and do not edit it by hand.

# Ours: ask #api before you touch this.

# Really.
format = 1
version = "2.0.0" # spring

[wire]
content-type = "application/json"

# About a.
[errors.a]
code = "A#1"
aliases = [
    # Of old.
    "AA", # with tail
    "AAA",
]
# Told by us.
status = 410 # "not" 410

# About c.
# one
[errors.see]
code = "CC"
aliases = [
    "C",
]

# About b.
# b's title
[gone.B]
# The first words.
message = "b"

# About d, gone long ago.
[gone.D]
note = "d"

# Last words.
"#;

#[test]
fn comments_stay_with_their_entry() {
    let carried = carry_comments(OLD, NEW);
    assert_eq!(carried, EXPECTED);
    assert_eq!(carry_comments(&carried, NEW), EXPECTED, "a second time");
    assert_eq!(carry_comments(&OLD.replace('\n', "\r\n"), NEW), EXPECTED, "from Windows");
    assert_eq!(carry_comments("", NEW), NEW);
    assert_eq!(carry_comments(NEW, NEW), NEW);
}

/// The parser decides where a comment begins: never inside a string.
#[test]
fn strings_that_look_like_comments_are_not_moved() {
    let old =
        "# one\nformat = 1\n\n[errors.a]\ntitle = \"\"\"\n# not one\n[errors.b]\n\"\"\" # two\nmessage = '#' # three\n";
    let new = "format = 1\n\n[errors.a]\ntitle = \"# not one\"\nmessage = \"#\"\n";
    let expected = "# one\nformat = 1\n\n[errors.a]\ntitle = \"# not one\" # two\nmessage = \"#\" # three\n";
    assert_eq!(carry_comments(old, new), expected);
}

/// One key may be written in several ways.
#[test]
fn keys_are_compared_without_quotes_and_escapes() {
    let old = "format = 1\n\n# one\n[ gone . \"A\\u0042\" ]\n\"note\" = 'n' # two\n\n# three\n[errors.'c']\ncode = 'C\"' # four\n";
    let new = "format = 1\n\n[errors.c]\ncode = \"D\"\n\n[gone.AB]\nnote = \"n\"\n";
    let expected = "format = 1\n\n# three\n[errors.c]\ncode = \"D\" # four\n\n# one\n[gone.AB]\nnote = \"n\" # two\n";
    assert_eq!(carry_comments(old, new), expected);
}

/// The comments of an error follow its code to the error that has it now, not to a number that had it.
#[test]
fn an_error_takes_precedence_over_a_number() {
    let old = "format = 1\n\n# one\n[errors.\"a\"]\ncode = \"A\\u0042\"\n";
    let new = "format = 1\n\n[errors.b]\ncode = \"AB\"\n\n[gone-numbers.7]\ncode = \"AB\"\n";
    assert_eq!(carry_comments(old, new), new.replace("[errors.b]", "# one\n[errors.b]"));
}

/// An alias is in `aliases`; a string in another list is not.
#[test]
fn comments_of_a_merged_error_follow_its_alias() {
    let old = "format = 1\n\n# one\n[errors.a]\ncode = \"A\"\n";
    let new = "format = 1\n\n[errors.b]\ncode = \"B\"\ndetails.x = [\n    \"A\",\n]\n\n[errors.c]\ncode = \"C\"\naliases = [\n    \"A\",\n]\n";
    assert_eq!(carry_comments(old, new), new.replace("[errors.c]", "# one\n[errors.c]"));
}
