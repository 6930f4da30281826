//! `error-catalog check --openapi`

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use error_catalog_codegen::{follow_links, read_text};
use error_catalog_import::{DescribedFile, check_descriptions};
use error_catalog_model::LintSetting;
use error_catalog_outputs::build::{Replace, plan_outputs};
use error_catalog_outputs::registry::KINDS;

use crate::failure::Failure;
use crate::load::{Inspected, Subject};

/// Adds the differences between a catalog and OpenAPI descriptions to the report about the catalog. An invalid catalog
/// is not compared.
pub(super) fn compare(
    subject: &Subject,
    inspected: &mut Inspected,
    lints: &[LintSetting],
    paths: &[PathBuf],
) -> Result<(), Failure> {
    let Some(catalog) = &inspected.catalog else { return Ok(()) };
    // A description may refer to an output that is outdated or not written yet.
    let outputs = plan_outputs(catalog, &subject.folder, KINDS, Replace::EarlierOutputs).files.into_iter();
    let real = |path: &Path| follow_links(path).unwrap_or_else(|_| path.to_owned());
    let outputs: BTreeMap<PathBuf, String> =
        outputs.map(|file| (real(&subject.folder.path(&file.path)), file.new)).collect();
    let mut read = |path: &Path| {
        let name = path.display().to_string();
        if let Some(text) = outputs.get(&real(path)) {
            return Ok(DescribedFile { name, text: text.clone(), is_output: true });
        }
        let text = read_text(path).map_err(|error| match error.kind() {
            // The path may go on after the name of a file.
            ErrorKind::NotFound | ErrorKind::NotADirectory => "it does not exist".to_owned(),
            _ => error.to_string(),
        })?;
        Ok(DescribedFile { name, text, is_output: false })
    };
    let described = check_descriptions(catalog, lints, paths, &mut read).map_err(Failure::Fatal)?;
    // In the report, the files of the lock and of the outputs are between the two.
    let (first, own) = (inspected.report.files.len(), catalog.files.len());
    inspected.report.files.extend(described.files);
    inspected.report.diagnostics.extend(described.diagnostics.into_iter().map(|mut diagnostic| {
        let related = diagnostic.related.as_mut().map(|(span, _)| span);
        let spans = diagnostic.span.as_mut().into_iter().chain(related);
        spans.filter(|span| span.file >= own).for_each(|span| span.file += first - own);
        diagnostic
    }));
    inspected.report.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.rule.id));
    Ok(())
}
