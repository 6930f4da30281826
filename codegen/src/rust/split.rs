//! Splits a `match` over all errors into functions. Several passes of rustc compare each arm of a function with every
//! other arm.

use super::{Rust, put};

/// The largest number of errors or patterns in most functions.
pub(super) const MAX_ARMS: usize = 128;

/// An arm that ends with a comma, and the number of its patterns.
pub(super) type Arm = (String, usize);

/// The functions into which a `match` is split.
pub(super) struct Parts<'a> {
    /// What precedes the keyword `fn`, with a space after it, or nothing.
    pub(super) qualifiers: &'a str,
    /// The name, to which a number is added.
    pub(super) name: &'a str,
    pub(super) signature: &'a str,
    /// What the arms match.
    pub(super) subject: &'a str,
    pub(super) arguments: &'a str,
    /// The largest number of patterns in a `match`.
    pub(super) max: usize,
}

impl Rust<'_> {
    /// Writes functions for the arms. Each function calls the next function, and the last function has the arm
    /// `_ => rest`. Returns whether the arms are too many for a single `match`; otherwise, nothing is written.
    ///
    /// ```text
    /// const fn row_0(error: &Error) -> usize { match *error { Error::NotFound { .. } => 0, …, _ => row_1(error) } }
    /// const fn row_1(error: &Error) -> usize { match *error { …, Error::RateLimited => 1998, _ => 1999 } }
    /// ```
    pub(super) fn put_parts(&mut self, parts: &Parts<'_>, arms: &[Arm], rest: Option<&str>) -> bool {
        let Parts { qualifiers, name, signature, subject, arguments, max } = parts;
        if arms.iter().map(|arm| arm.1).sum::<usize>() <= *max {
            return false;
        }
        let (mut from, mut index) = (0, 0);
        while from < arms.len() {
            let (mut to, mut patterns) = (from + 1, arms[from].1);
            while to < arms.len() && patterns + arms[to].1 <= *max {
                patterns += arms[to].1;
                to += 1;
            }
            index += 1;
            put!(self, "            {qualifiers}fn {name}_{}{signature} {{", index - 1);
            let next = format!("{name}_{index}({arguments})");
            self.put_match(subject, &arms[from..to], if to < arms.len() { Some(&next) } else { rest });
            put!(self, "            }}");
            from = to;
        }
        true
    }

    /// Writes a `match` with these arms, and with the arm `_ => rest`.
    pub(super) fn put_match(&mut self, subject: &str, arms: &[Arm], rest: Option<&str>) {
        put!(self, "            match {subject} {{");
        for (arm, _) in arms {
            put!(self, "                {arm}");
        }
        if let Some(rest) = rest {
            put!(self, "                _ => {rest},");
        }
        put!(self, "            }}");
    }

    /// Writes the body of a function that constructs the error with the index `row`, and that returns an `Option`. The
    /// arms are given with their rows.
    ///
    /// ```text
    /// fn decode_0(row: usize, values: &mut Values<'_>) -> Option<Error> { Some(match row { …, _ => return None }) }
    /// …
    /// match row / 128 { 0 => decode_0(row, values), …, _ => None }
    /// ```
    pub(super) fn put_constructions(&mut self, parts: &Parts<'_>, arms: &[(usize, String)]) {
        let Parts { name, signature, arguments, .. } = parts;
        let last = match arms.last() {
            Some((last, _)) if *last >= MAX_ARMS => last,
            Some(_) => return self.put_construction(arms),
            None => return put!(self, "                __ec::None"),
        };
        let mut dispatch = Vec::new();
        for part in 0..=last / MAX_ARMS {
            let start = arms.partition_point(|(row, _)| *row < part * MAX_ARMS);
            let end = arms.partition_point(|(row, _)| *row < (part + 1) * MAX_ARMS);
            if start < end {
                put!(self, "                fn {name}_{part}{signature} {{");
                self.put_construction(&arms[start..end]);
                put!(self, "                }}");
                dispatch.push((format!("{part} => {name}_{part}({arguments}),"), 1));
            }
        }
        self.put_match(&format!("row / {MAX_ARMS}"), &dispatch, Some("__ec::None"));
    }

    fn put_construction(&mut self, arms: &[(usize, String)]) {
        put!(self, "                __ec::Some(match row {{");
        for (_, arm) in arms {
            put!(self, "                    {arm},");
        }
        put!(self, "                    _ => return __ec::None,");
        put!(self, "                }})");
    }

    /// Whether a `match` over all errors is split.
    pub(super) fn is_split(&self) -> bool {
        self.catalog.errors.len() > MAX_ARMS
    }
}
