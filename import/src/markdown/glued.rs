//! Tables whose cells were joined when the text was extracted: `` `404`Not FoundThere is nothing here ``.

use crate::infer::status::{leading_status, without_reason};

/// The names of the columns, and the cells of a row: a status, its reason phrase and a text, or the name, the types and
/// the description of a member.
pub(super) fn read_glued_row(row: &str) -> Option<([&'static str; 3], Vec<String>)> {
    if let Some((status, rest)) = leading_status(row) {
        let text = without_reason(status, rest).filter(|text| text.starts_with(char::is_uppercase))?;
        let reason = &rest[..rest.len() - text.len()];
        return Some((["Code", "Status", "Description"], vec![status.to_string(), reason.to_owned(), text.to_owned()]));
    }
    let (name, rest) = row.strip_prefix('`')?.split_once('`')?;
    let (ty, mut rest) = rest.strip_prefix('`')?.split_once('`')?;
    let mut types = ty.to_owned();
    // Several types: `string` or `object`
    while let Some((other, tail)) = rest.strip_prefix(" or `").and_then(|rest| rest.split_once('`')) {
        types = format!("{types} or {other}");
        rest = tail;
    }
    Some((["Field", "Type", "Description"], vec![name.to_owned(), types, rest.to_owned()]))
}
