//! Reads the arguments of a call that constructs an error.

use syn::{Expr, ExprCall, ExprLit, Lit};

use super::collect::segments;
use super::modules::Resolution;

/// The arguments of a call.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) number: usize,
    pub(super) first: Option<Argument>,
}

/// An argument that is known without running the program.
pub(super) enum Argument {
    /// The code of the error with this index.
    Code(usize),
    Status(u16),
}

impl Arguments {
    pub(super) fn of(call: &ExprCall, resolve: impl Fn(&[String]) -> Option<Resolution>) -> Self {
        if !matches!(*call.func, Expr::Path(_)) {
            return Self::default();
        }
        let first = call.args.first().and_then(|argument| match argument {
            Expr::Path(path) if path.qself.is_none() => match resolve(&segments(&path.path))? {
                Resolution::CodeVariant(error) => Some(Argument::Code(error)),
                _ => None,
            },
            Expr::Lit(ExprLit { lit: Lit::Int(status), .. }) => status.base10_parse().ok().map(Argument::Status),
            _ => None,
        });
        Self { number: call.args.len(), first }
    }
}
