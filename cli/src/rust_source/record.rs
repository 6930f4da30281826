//! Records the uses of errors with their places.

use proc_macro2::Span;
use syn::LitStr;

use super::arguments::{Argument, Arguments};
use super::collect::segments;
use super::modules::Resolution;
use super::text::{Cursor, quoted_words};
use super::visit::Visitor;
use super::{Use, place};
use crate::documents::uses::UseKind;
use crate::place::Place;

impl Visitor<'_, '_> {
    /// Records a use of the error or code that a path resolves to.
    pub(super) fn add(&mut self, resolution: Resolution, span: Span, is_pattern: bool, is_certain: bool) {
        let Arguments { number, first } = std::mem::take(&mut self.arguments);
        let (kind, error) = match (resolution, first) {
            (Resolution::Variant(error), _) if is_pattern => (UseKind::Matches, error),
            (Resolution::Variant(error) | Resolution::Constructor(error), _) => (UseKind::Makes, error),
            (Resolution::CodeVariant(error), _) => (UseKind::Names, error),
            (Resolution::OfCode, Some(Argument::Code(error))) => (UseKind::Makes, error),
            (Resolution::OfStatus, Some(Argument::Status(status))) => match self.modules.members.of_status(status) {
                Some(error) => (UseKind::Makes, error),
                None => return,
            },
            // A test sends no response, so the application does not send what the test may construct.
            (Resolution::OfCode, _) if !self.in_test => return self.survey.by_code.push(place(&self.name, span)),
            (Resolution::OfStatus, _) if !self.in_test => return self.survey.by_status.push(place(&self.name, span)),
            _ => return,
        };
        let (place, in_test) = (place(&self.name, span), self.in_test);
        self.survey.uses.push(Use { place, kind, error, in_test, is_certain, arguments: number });
    }

    pub(super) fn add_path(&mut self, path: &syn::Path, is_pattern: bool) {
        if let Some(resolution) = self.resolve(&segments(path)) {
            // The span begins at the first segment and ends at the last, without its generic arguments.
            let first = path.segments.first().map_or_else(Span::call_site, |segment| segment.ident.span());
            let last = path.segments.last().map_or(first, |segment| segment.ident.span());
            self.add(resolution, first.join(last).unwrap_or(first), is_pattern, true);
        }
    }

    /// Records the codes in a string literal, in code or in the input of a macro.
    pub(super) fn add_text(&mut self, literal: &LitStr) {
        let value = literal.value();
        let is_expected = std::mem::take(&mut self.is_expected);
        if let Some(error) = self.codes.error(&value) {
            self.add_mention(error, place(&self.name, literal.span()));
        } else if let Some(verdict) = self.codes.judge(&value, is_expected) {
            self.survey.add_stranger(place(&self.name, literal.span()), &value, verdict);
        } else {
            // The position of a word is only known in the source of the literal, not in its value.
            let source = literal.span().source_text().unwrap_or_default();
            let inner = source.find('"').map_or(0, |at| at + 1);
            let start = literal.span().start();
            let column = start.column + source[..inner].chars().count() + 1;
            let mut cursor = Cursor::new(&source[inner..], start.line, column);
            for word in quoted_words(&source[inner..], self.codes.member.as_deref()) {
                if let Some(error) = self.codes.error(word.text) {
                    self.add_mention(error, cursor.place(&self.name, &word));
                } else if word.is_member
                    && let Some(verdict) = self.codes.judge(word.text, true)
                {
                    self.survey.add_stranger(cursor.place(&self.name, &word), word.text, verdict);
                }
            }
        }
        self.is_expected = is_expected;
    }

    fn add_mention(&mut self, error: usize, place: Place) {
        let (kind, in_test) = (UseKind::Mentions, self.in_test);
        self.survey.uses.push(Use { place, kind, error, in_test, is_certain: true, arguments: 0 });
    }
}
