//! Splits the value of an arm into its branches, and finds the statuses in the words of a branch.

use syn::{Arm, Block, Expr, Stmt};

use super::pattern::is_rest;
use super::tokens::words_of;
use crate::infer::status::{is_error_status, status_named};

/// The words of each branch of a value. The first branch also has the words before the branches, and is the one without
/// a condition if there is such a branch. The words of conditions are left out.
pub(super) fn branches_of(value: &Expr) -> Vec<Vec<String>> {
    match value {
        Expr::Block(block) => branches_of_block(&block.block),
        Expr::Paren(inner) => branches_of(&inner.expr),
        Expr::Return(inner) => inner.expr.as_deref().map(branches_of).unwrap_or_default(),
        Expr::Match(inner) => {
            // The arm that matches everything is first, because its values are those of the general case.
            let (rest, others): (Vec<&Arm>, Vec<_>) = inner.arms.iter().partition(|arm| is_rest(&arm.pat));
            rest.into_iter().chain(others).flat_map(|arm| branches_of(&arm.body)).collect()
        }
        Expr::If(inner) => {
            let rest = inner.else_branch.as_ref().map(|(_, rest)| branches_of(rest));
            let then = branches_of_block(&inner.then_branch);
            // Without `else`, the code after the `if` has no condition.
            if let Some(rest) = rest { [then, rest].concat() } else { [vec![Vec::new()], then].concat() }
        }
        value => vec![words_of(value)],
    }
}

pub(super) fn branches_of_block(block: &Block) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    for statement in &block.stmts {
        let parts = match statement {
            Stmt::Expr(value, _) => branches_of(value),
            Stmt::Local(local) => local.init.as_ref().map(|init| branches_of(&init.expr)).unwrap_or_default(),
            statement => vec![words_of(statement)],
        };
        let mut parts = parts.into_iter();
        all[0].extend(parts.next().unwrap_or_default());
        all.extend(parts);
    }
    all
}

/// The statuses in `StatusCode::NOT_FOUND`, `StatusCode::from_u16(404)` or `HttpResponse::NotFound()`. In a function
/// about statuses, a number or a name suffices.
pub(super) fn statuses_in(words: &[String], is_about_statuses: bool) -> Vec<u16> {
    // A default, as in `from_u16(404).unwrap_or(…)`, is not a status of the error.
    let words = words.split(|word| word.starts_with("unwrap_or")).next().unwrap_or_default();
    let number = |word: &String| word.parse().ok().filter(|status| is_error_status(*status));
    let named = words.windows(2).filter_map(|pair| match pair[0].as_str() {
        "StatusCode" | "HttpResponse" | "Status" => status_named(&pair[1]),
        "from_u16" => number(&pair[1]),
        _ => None,
    });
    let mut found: Vec<u16> = named.collect();
    if found.is_empty() && is_about_statuses {
        found.extend(words.iter().filter_map(|word| number(word).or_else(|| status_named(word))));
    }
    found.retain(|status| is_error_status(*status));
    found
}
