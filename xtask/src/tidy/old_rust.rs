//! Checks that no code uses syntax that is newer than the Rust version that its package states.
//!
//! Clippy's `incompatible_msrv` checks the use of the standard library, but not the syntax.

use syn::visit::{self, Visit};

use super::Problems;
use super::source::Source;

/// The first version that supports `if let … && …`.
const LET_CHAINS: [u32; 3] = [1, 88, 0];

/// Checks each file against the version that its package states. `packages` contains each package's folder and version.
pub(crate) fn check_syntax(packages: &[(String, [u32; 3])], sources: &[Source], problems: &mut Problems) {
    for source in sources.iter().filter(|source| !source.is_test) {
        let is_in = |folder: &str| folder.is_empty() || source.path.starts_with(&format!("{folder}/"));
        let package = packages.iter().filter(|(folder, _)| is_in(folder)).max_by_key(|(folder, _)| folder.len());
        let Some((_, version)) = package.filter(|(_, version)| *version < LET_CHAINS) else { continue };
        let mut chains = LetChains::default();
        chains.visit_file(&source.syntax);
        for line in chains.lines {
            let [major, minor, _] = version;
            let place = format!("{}:{line}", source.path);
            problems
                .add(format!("{place}: `if let … && …` is newer than Rust {major}.{minor}, which the package states"));
        }
    }
}

#[derive(Default)]
struct LetChains {
    lines: Vec<usize>,
}

impl Visit<'_> for LetChains {
    fn visit_expr_binary(&mut self, binary: &syn::ExprBinary) {
        for side in [&binary.left, &binary.right] {
            if let syn::Expr::Let(side) = &**side {
                self.lines.push(side.let_token.span.start().line);
            }
        }
        visit::visit_expr_binary(self, binary);
    }
}
