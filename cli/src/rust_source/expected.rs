//! Recognizes expressions that are codes. If a string is compared with an expression that is a code, the string is
//! expected to be a code, too.

use syn::{Expr, ExprLit, Lit, Member};

/// Whether an expression is a code, according to the names in it: `error.code()`, `code.as_str()`, `body["code"]`.
pub(super) fn is_code(expression: &Expr, member: Option<&str>) -> bool {
    match expression {
        Expr::MethodCall(call) if call.args.is_empty() => {
            let method = call.method.to_string();
            match method.as_str() {
                "code" => true,
                "as_str" | "as_deref" | "as_ref" | "to_string" | "unwrap" | "unwrap_or_default" | "clone" => {
                    is_code(&call.receiver, member) || (method == "as_str" && is_named_code(&call.receiver))
                }
                _ => false,
            }
        }
        Expr::Index(index) => match &*index.index {
            Expr::Lit(ExprLit { lit: Lit::Str(key), .. }) => Some(key.value().as_str()) == member,
            _ => false,
        },
        Expr::Reference(inner) => is_code(&inner.expr, member),
        Expr::Paren(inner) => is_code(&inner.expr, member),
        Expr::Try(inner) => is_code(&inner.expr, member),
        Expr::Unary(inner) => is_code(&inner.expr, member),
        _ => false,
    }
}

fn is_named_code(expression: &Expr) -> bool {
    let is_code = |name: String| name == "code" || name.ends_with("_code");
    match expression {
        Expr::Path(path) => path.path.get_ident().is_some_and(|ident| is_code(ident.to_string())),
        Expr::Field(field) => matches!(&field.member, Member::Named(name) if is_code(name.to_string())),
        _ => false,
    }
}

/// Whether a function is `Some` or `Ok`.
pub(super) fn is_wrapper(function: &Expr) -> bool {
    matches!(function, Expr::Path(path) if path.path.is_ident("Some") || path.path.is_ident("Ok"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_that_are_codes() {
        for (source, expected) in [
            ("error.code()", true),
            ("error.code().as_str()", true),
            ("received.code().map(Code::as_str)", false),
            ("code.as_str()", true),
            ("self.error_code.as_str()", true),
            ("name.as_str()", false),
            ("body[\"code\"]", true),
            ("body[\"error\"][\"code\"]", true),
            ("body[\"name\"]", false),
            ("&*error.code()?", true),
            ("error.code(1)", false),
            ("code", false),
        ] {
            let expression = syn::parse_str(source).unwrap();
            assert_eq!(is_code(&expression, Some("code")), expected, "{source}");
        }
    }
}
