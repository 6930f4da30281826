//! Compiles the body with every slot open. Before a client knows which error it received, the client reads the response
//! with this program.

use error_catalog_model::Catalog;
use error_catalog_wire::Op;

use super::assemble::Assembly;
use super::scope::OutlineScope;
use super::text::Text;

pub(super) fn compile_outline(catalog: &Catalog, text: &mut Text) -> Vec<Op> {
    Assembly::new(&OutlineScope, catalog.wire.violations, text).body(&catalog.wire.body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_slot_is_open() {
        let toml = "[wire.body]\nok = false\ntext = '{code}: {message}'\n'docs?' = '{docs_url}'\n\
                    'resource?' = '{resource}'\n'violations?' = '{violations}'\n\
                    [errors.a]\nstatus = 400\nmessage = '{resource}'\nfields = { resource = 'string' }\n";
        let files = BTreeMap::from([("errors.toml".to_owned(), toml.to_owned())]);
        let (catalog, report) = Catalog::parse("errors.toml", &files);
        let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
        let mut text = Text::default();
        let ops = compile_outline(&catalog, &mut text);
        let text = text.finish();
        let shown: Vec<String> = ops
            .iter()
            .map(|op| match op {
                Op::Literal { start, len } => text[*start as usize..][..usize::from(*len)].to_owned(),
                op => format!("{op:?}"),
            })
            .collect();
        assert_eq!(
            shown,
            [
                r#"{"ok":false,"text":""#,
                "Text(Builtin(Code))",
                ": ",
                "Text(Builtin(Message))",
                "\"",
                "SkipIfAbsent(Builtin(DocsUrl), 2)",
                r#","docs":"#,
                "Json(Builtin(DocsUrl))",
                "SkipIfAbsent(Builtin(Violations), 2)",
                r#","violations":"#,
                "Violations(Builtin(Violations), Map)",
                "}",
            ]
        );
    }
}
