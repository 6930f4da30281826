//! The body in which nothing is filled in yet: how a client finds its way in a response before it knows which error
//! it is.

use error_catalog_model::Catalog;
use error_catalog_wire::{Op, Slot, ViolationsShape};

use super::assemble::Assembly;
use super::scope::{Meaning, Scope};
use super::text::Text;

pub(super) fn compile_outline(catalog: &Catalog, text: &mut Text) -> Vec<Op> {
    let scope = OutlineScope { shape: catalog.wire.violations };
    Assembly::new(&scope, text).body(&catalog.wire.body)
}

/// Every slot stands open, save those of fields, which mean something in some errors only.
struct OutlineScope {
    shape: ViolationsShape,
}

impl Scope for OutlineScope {
    fn meaning(&self, name: &str) -> Meaning<'_> {
        let slot = match name {
            "request_id" => Slot::REQUEST_ID,
            "instance" => Slot::INSTANCE,
            "timestamp" => Slot::TIMESTAMP,
            "debug" => Slot::DEBUG,
            "retry_after" => Slot::RETRY_AFTER,
            "code" => Slot::CODE,
            "number" => Slot::NUMBER,
            "status" => Slot::STATUS,
            "reason" => Slot::REASON,
            "title" => Slot::TITLE,
            "message" => Slot::MESSAGE,
            "user_message" => Slot::USER_MESSAGE,
            "category" => Slot::CATEGORY,
            "docs_url" => Slot::DOCS_URL,
            "details" => Slot::DETAILS,
            "violations" => Slot::VIOLATIONS,
            "grpc" => Slot::GRPC,
            "catalog" => Slot::CATALOG,
            "metadata" => Slot::METADATA,
            _ => return Meaning::Absent,
        };
        Meaning::Open { slot, optional: true, shape: (slot == Slot::VIOLATIONS).then_some(self.shape) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_slot_stands_open() {
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
                "Text(Slot(205))",
                ": ",
                "Text(Slot(210))",
                "\"",
                "SkipIfAbsent(Slot(213), 2)",
                r#","docs":"#,
                "Json(Slot(213))",
                "SkipIfAbsent(Slot(215), 2)",
                r#","violations":"#,
                "Violations(Slot(215), Map)",
                "}",
            ]
        );
    }
}
